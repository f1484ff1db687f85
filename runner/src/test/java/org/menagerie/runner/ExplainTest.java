package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.runner.Cli.Result;

/** {@code runner explain}, by a network that has no convolution. */
class ExplainTest {
  @TempDir private static Path home;

  private static Cli cli;
  private static Path run;
  private static Path picture;

  @BeforeAll
  static void trainARun() throws IOException {
    cli = new Cli(home);
    run = SmallTrainedRun.in(home);
    picture = home.resolve("bar.png");
    BufferedImage bar = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 28 * 28; i++) {
      bar.getRaster().setSample(i % 28, i / 28, 0, i % 28 / 3 == 4 ? 0 : 255);
    }
    ImageIO.write(bar, "png", picture.toFile());
  }

  private static Result explain(Path image, String output) {
    return cli.run(
        "explain", run.toString(), image.toString(), "--output", home.resolve(output).toString());
  }

  @Test
  void drawsAndSaysWhatIsDrawn() throws IOException {
    Result result = explain(picture, "one.png");

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.out())
        .containsPattern("(?m)^It is taken for \\d \\(\\d+\\.\\d\\d %\\)\\.$")
        .containsPattern(
            "(?m)^Row 1: the picture; how much likelier \\d is for what each place shows$")
        .doesNotContain("Row 2")
        .contains(
            "There is no class activation map: the network does not end with the means of maps.")
        .contains("was inverted, as the training images are.")
        .contains("It is drawn in " + home.resolve("one.png"));
    BufferedImage sheet = ImageIO.read(home.resolve("one.png").toFile());
    assertThat(sheet.getHeight()).isEqualTo(232);
    assertThat(explain(picture, "two.png").exitCode()).isZero();
    assertThat(home.resolve("two.png")).hasSameBinaryContentAs(home.resolve("one.png"));
  }

  @Test
  void refusesWhatIsNoPicture() throws IOException {
    Path text = Files.writeString(home.resolve("text.png"), "text");

    Result result = explain(text, "none.png");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("runner: " + text).endsWith(".\n");
    assertThat(home.resolve("none.png")).doesNotExist();
  }

  @Test
  void explainsOnePicture() {
    Result result = explain(home, "none.png");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).isEqualTo("runner: %s is a folder: name one picture.%n", home);
    assertThat(home.resolve("none.png")).doesNotExist();
  }

  @Test
  void doesNotReplaceThePicture() throws IOException {
    byte[] before = Files.readAllBytes(picture);

    Result result = explain(picture, "bar.png");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "runner: %s would be replaced by what explains it: choose another file with --output.%n",
            picture);
    assertThat(picture).hasBinaryContent(before);
  }
}
