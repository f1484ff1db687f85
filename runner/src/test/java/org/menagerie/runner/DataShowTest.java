package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.runner.Cli.Result;

/** {@code runner data show} on a folder of plain colours. */
class DataShowTest {
  private static final int SIDE = 56;

  @TempDir private Path home;

  private Cli cli;
  private Path sheet;

  @BeforeEach
  void writePictures() throws IOException {
    cli = new Cli(home);
    sheet = home.resolve("sheet.png");
    for (int i = 0; i < 4; i++) {
      write("train/blue/%d.png".formatted(i), 0x0000f0 + i);
      write("train/red/%d.png".formatted(i), 0xf00000 + (i << 16));
    }
    write("test/red/0.png", 0xff0000);
  }

  private void write(String name, int colour) throws IOException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16; i++) {
      image.setRGB(i % 4, i / 4, colour);
    }
    Path file = home.resolve("flowers").resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private Result show(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "data", "show", home.resolve("flowers").toString(), "--output", sheet.toString()));
    command.addAll(List.of(more));
    return cli.run(command.toArray(String[]::new));
  }

  /** The colours of the cells of a row, each looked at in its two outer corners. */
  private List<Integer> row(int number, int cells) throws IOException {
    BufferedImage image = ImageIO.read(sheet.toFile());
    List<Integer> colours = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      int left = 2 + i * (SIDE + 2);
      int top = 2 + number * (SIDE + 2);
      int colour = image.getRGB(left, top) & 0xffffff;
      assertThat(image.getRGB(left + SIDE - 1, top + SIDE - 1) & 0xffffff).isEqualTo(colour);
      assertThat(image.getRGB(left + SIDE, top) & 0xffffff).isEqualTo(0x808080);
      colours.add(colour);
    }
    return colours;
  }

  @Test
  void drawsARowOfEachClassAndSaysWhichItIs() throws IOException {
    Result result = show();

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEqualTo("The images are in %s\n".formatted(sheet));
    assertThat(result.out().lines().skip(2))
        .containsExactly("  1  blue          4        0", "  2  red           4        1");
    // There are four of each, every one once.
    assertThat(row(0, 4)).containsExactlyInAnyOrder(0xf0, 0xf1, 0xf2, 0xf3);
    assertThat(row(1, 4)).containsExactlyInAnyOrder(0xf00000, 0xf10000, 0xf20000, 0xf30000);
  }

  @Test
  void drawsWhatAugmentationsMakeOfThemBelow() throws IOException {
    show("--augmentation", "invert(p=1)", "--samples", "3");

    List<Integer> blue = row(0, 3);
    assertThat(row(1, 3)).isEqualTo(blue.stream().map(colour -> 0xffffff - colour).toList());
    assertThat(row(2, 3)).allMatch(colour -> colour >= 0xf00000);
    assertThat(row(3, 3)).allMatch(colour -> colour < 0x0fffff + 1);
  }

  @Test
  void drawsTheSameForTheSameSeed() throws IOException {
    show("--samples", "2", "--augmentation", "erasing(p=0.5)");
    byte[] first = Files.readAllBytes(sheet);
    show("--samples", "2", "--augmentation", "erasing(p=0.5)");
    assertThat(Files.readAllBytes(sheet)).isEqualTo(first);
    show("--samples", "2", "--augmentation", "erasing(p=0.5)", "--seed", "7");
    assertThat(Files.readAllBytes(sheet)).isNotEqualTo(first);
  }

  @Test
  void refusesWhatCannotBeShown() {
    assertThat(show("--samples", "0").err())
        .isEqualTo("runner: --samples must be a whole number from 1 to 100, not 0.\n");
    assertThat(show("--augmentation", "rotate").err())
        .startsWith("runner: There is no augmentation \"rotate\".");
    assertThat(sheet).doesNotExist();
  }
}
