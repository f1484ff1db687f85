package org.menagerie.data.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;

class IdxImagesTest {
  @TempDir private Path folder;

  private Path file(String name, byte... contents) throws IOException {
    return Files.write(folder.resolve(name), contents);
  }

  @Test
  void areRecognisedByTheirFirstBytes() throws IOException {
    byte[] images = IdxFiles.images(2, 1, 3, 5);
    assertThat(IdxImages.isOne(file("images", images))).isTrue();
    assertThat(IdxImages.isOne(file("images.gz", IdxFiles.packed(images)))).isTrue();
    assertThat(IdxImages.isOne(file("labels", IdxFiles.labels(1, 2)))).isFalse();
    assertThat(IdxImages.isOne(file("short", (byte) 0, (byte) 0, (byte) 8))).isFalse();
    assertThat(IdxImages.isOne(file("empty"))).isFalse();
    assertThat(IdxImages.isOne(file("damaged", (byte) 0x1f, (byte) 0x8b, (byte) 9))).isFalse();
    assertThat(IdxImages.isOne(folder)).isFalse();
    assertThat(IdxImages.isOne(folder.resolve("missing"))).isFalse();
  }

  @Test
  void haveNoLabels() throws IOException {
    ImageSet images = IdxImages.read(file("images", IdxFiles.images(2, 1, 3, 5)));

    assertThat(images.shape()).isEqualTo(Shape.image(1, 1, 3));
    assertThat(images.size()).isEqualTo(2);
    byte[] second = new byte[3];
    images.copyImage(1, second);
    assertThat(second).containsExactly(8, 9, 10);
    assertThat(images.label(1)).isZero();
  }

  @Test
  void areRefusedWhereTheyAreCutOff() throws IOException {
    byte[] images = IdxFiles.images(2, 1, 3, 5);
    Path cut = file("images", Arrays.copyOf(images, images.length - 1));
    assertThatThrownBy(() -> IdxImages.read(cut)).hasMessageStartingWith(cut.toString());
  }
}
