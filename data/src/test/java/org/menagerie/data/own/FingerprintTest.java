package org.menagerie.data.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;

class FingerprintTest {
  private static ImageSet images(int label, int... levels) {
    byte[] pixels = new byte[levels.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) levels[i];
    }
    return new ImageSet(Shape.image(1, 1, levels.length), pixels, new int[] {label});
  }

  private static Dataset dataset(String name, int classes, ImageSet train, ImageSet test) {
    return Dataset.builder(name, classes, train, test).build();
  }

  @Test
  void isThatOfImagesLabelsAndClassesAlone() {
    ImageSet one = images(0, 1, 2);
    ImageSet other = images(1, 1, 2);
    String own = Fingerprint.of(dataset("a", 2, one, other));

    assertThat(own).matches("[0-9a-f]{64}");
    assertThat(Fingerprint.of(dataset("b", 2, images(0, 1, 2), other))).isEqualTo(own);
    assertThat(
            List.of(
                Fingerprint.of(dataset("a", 3, one, other)),
                Fingerprint.of(dataset("a", 2, other, one)),
                Fingerprint.of(dataset("a", 2, one, one)),
                Fingerprint.of(dataset("a", 2, images(0, 1, 3), other))))
        .doesNotContain(own)
        .doesNotHaveDuplicates();
  }

  /**
   * Python: {@code sha256(pack(">i", 2) + part(0) + part(1))}, where {@code part(label)} is {@code
   * pack(">5i", 1, 1, 1, 2, label) + bytes([1, 2])}. Runs are found again by it.
   */
  @Test
  void isTheSameInEveryVersion() {
    assertThat(Fingerprint.of(dataset("a", 2, images(0, 1, 2), images(1, 1, 2))))
        .isEqualTo("98af21da856b3410c2be0175088ad941bb1498b429563f91bb8ec9a87607e5c9");
    assertThat(Fingerprint.of(images(0, 1, 2)))
        .isEqualTo("54f0dcd7279f06dbe312abfea713fa4b2ca8fff609c0525527789ec88455ede0");
  }
}
