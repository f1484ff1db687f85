package org.menagerie.data.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
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
    return new Dataset(name, classes, train, test, new TreeMap<>());
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
}
