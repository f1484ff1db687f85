package org.menagerie.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.data.folder.TestPictures.colour;
import static org.menagerie.data.folder.TestPictures.encoded;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.fuzz.Refusal;

/** Whatever stands in a picture's file, it becomes an image or is refused in a sentence. */
class PictureFuzzTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "bmp", "gif"})
  void readsOrRefusesFiles(String format) throws IOException {
    BufferedImage image = colour(3, 0xff0000, 0x00ff00, 0x0000ff, 0x808080, 0x123456, 0xffffff);
    Path file = folder.resolve("fuzzed");
    byte[] target = new byte[27];
    Fuzz.from(encoded(image, format))
        .inputs(250, 25_000)
        .feed(
            input -> {
              Files.write(file, input);
              try {
                Picture picture = Picture.of(file);
                assertThat(picture.header().height()).isPositive();
                picture.write(Shape.image(3, 3, 3), target, 0);
              } catch (MenagerieException e) {
                Refusal.requireSentence(e, input);
                assertThat(e.getMessage()).startsWith(file + " ");
              }
            });
  }
}
