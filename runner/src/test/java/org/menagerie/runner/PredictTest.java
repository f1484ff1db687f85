package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.ImageSet;
import org.menagerie.data.digits.DigitsCache;
import org.menagerie.data.idx.IdxEncoder;
import org.menagerie.runner.Cli.Result;

/** {@code runner predict} with pictures of digits, by a network that has seen digits. */
class PredictTest {
  private static final int DIGITS = 20;
  private static final int SIDE = 28;

  @TempDir private static Path home;

  private static Cli cli;
  private static Path run;
  private static ImageSet digits;

  @BeforeAll
  static void trainARunAndWritePictures() throws IOException {
    cli = new Cli(home);
    run = SmallTrainedRun.in(home);
    digits = new DigitsCache(home).load().test().first(DIGITS);
    for (int i = 0; i < DIGITS; i++) {
      write("light", i, 1, false);
      write("dark", i, 2, true);
    }
  }

  /** Each pixel becomes a square of {@code zoom} pixels. */
  private static void write(String folder, int index, int zoom, boolean inverted)
      throws IOException {
    byte[] pixels = new byte[digits.imageLength()];
    digits.copyImage(index, pixels);
    BufferedImage image = new BufferedImage(SIDE * zoom, SIDE * zoom, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < SIDE * zoom; y++) {
      for (int x = 0; x < SIDE * zoom; x++) {
        int level = Byte.toUnsignedInt(pixels[y / zoom * SIDE + x / zoom]);
        image.getRaster().setSample(x, y, 0, inverted ? 255 - level : level);
      }
    }
    Path file = home.resolve(folder).resolve("%02d.png".formatted(index));
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private static Result predict(String... more) {
    List<String> command = new ArrayList<>(List.of("predict", run.toString()));
    command.addAll(List.of(more));
    return cli.run(command.toArray(String[]::new));
  }

  private static JsonNode json(String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of(more));
    command.add("--json");
    Result result = predict(command.toArray(String[]::new));
    assertThat(result.exitCode()).as("%s", result).isZero();
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void tellsMostDigitsOfAFolder() throws IOException {
    JsonNode predictions = json(home.resolve("light").toString());

    assertThat(predictions.get("model").asText()).isEqualTo("files/small");
    assertThat(predictions.get("notes")).isEmpty();
    JsonNode pictures = predictions.get("pictures");
    assertThat(pictures).hasSize(DIGITS);
    int right = 0;
    for (int i = 0; i < DIGITS; i++) {
      JsonNode picture = pictures.get(i);
      assertThat(picture.get("image").asText()).endsWith("light/%02d.png".formatted(i));
      assertThat(picture.get("inverted").asBoolean()).isFalse();
      assertThat(picture.get("classes")).hasSize(3);
      int answer = picture.get("classes").get(0).get("name").asInt();
      right += answer == digits.label(i) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(DIGITS * 3 / 4);
  }

  @Test
  void givesProbabilitiesThatAddUp() throws IOException {
    JsonNode classes =
        json(home.resolve("light/03.png").toString(), "--top", "10").at("/pictures/0/classes");

    double sum = 0;
    double last = 1;
    for (JsonNode likely : classes) {
      double probability = likely.get("probability").asDouble();
      assertThat(probability).isLessThanOrEqualTo(last);
      last = probability;
      sum += probability;
    }
    assertThat(classes).hasSize(10);
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  /** Paper is light; shrunk to half, each pixel is the one that was drawn. */
  @Test
  void turnsDarkOnLightAndSaysSo() throws IOException {
    JsonNode light = json(home.resolve("light").toString());
    JsonNode dark = json(home.resolve("dark").toString());

    assertThat(dark.get("notes").get(0).asText())
        .isEqualTo(
            "20 of 20 images have another size than 28x28 and are resized to it (all 56x56).");
    assertThat(dark.get("notes").get(1).asText())
        .isEqualTo(
            "20 of 20 pictures are dark on light and were inverted, as the training images are;"
                + " --no-invert leaves them.");
    int same = 0;
    for (int i = 0; i < DIGITS; i++) {
      assertThat(dark.at("/pictures/%d/inverted".formatted(i)).asBoolean()).isTrue();
      String name = "/pictures/%d/classes/0/name".formatted(i);
      same += dark.at(name).asText().equals(light.at(name).asText()) ? 1 : 0;
    }
    assertThat(same).isGreaterThanOrEqualTo(DIGITS - 1);
    JsonNode left = json(home.resolve("dark/00.png").toString(), "--no-invert");
    assertThat(left.at("/pictures/0/inverted").asBoolean()).isFalse();
    assertThat(left.get("notes")).hasSize(1);
  }

  @Test
  void printsATableOrCsv() {
    String image = home.resolve("light/00.png").toString();

    Result table = predict(image, "--top", "2");
    assertThat(table.out().lines().findFirst().orElseThrow()).matches("image +class +% +or +%");
    assertThat(table.out()).contains(digits.label(0) + " ");
    Result csv = predict(image, "--top", "1", "--csv");
    assertThat(csv.out())
        .startsWith("image,inverted,rank,class,probability")
        .containsPattern("00\\.png,false,1,\\d,[01]\\.\\d{6}");
    assertThat(csv.err()).isEmpty();
    Result resized = predict(home.resolve("dark/00.png").toString(), "--csv");
    assertThat(resized.out().lines()).hasSize(4);
    assertThat(resized.err()).startsWith("The image is resized from 56x56 to 28x28.\n");
  }

  @Test
  void saysWhatItLeavesOutOfAFolder() throws IOException {
    Path folder = Files.createDirectories(home.resolve("mixed"));
    Files.copy(home.resolve("light/00.png"), folder.resolve("a.PNG"));
    Files.writeString(folder.resolve(".hidden.png"), "of the system");
    Files.writeString(folder.resolve("photo.webp"), "another kind");
    assertThat(json(folder.toString()).at("/notes/0").asText())
        .isEqualTo(
            "In %s 1 entry is left out: no PNG, JPEG, BMP or GIF by the name, or a folder."
                .formatted(folder));

    Files.createDirectories(folder.resolve("more"));
    JsonNode predictions = json(folder.toString());
    assertThat(predictions.at("/notes/0").asText())
        .isEqualTo(
            "In %s 2 entries are left out: no PNG, JPEG, BMP or GIF by the name, or a folder."
                .formatted(folder));
    assertThat(predictions.get("pictures")).hasSize(1);
  }

  @Test
  void predictsTheOthersWhereOneCannotBeRead() throws IOException {
    Path folder = Files.createDirectories(home.resolve("damaged"));
    Files.copy(home.resolve("light/00.png"), folder.resolve("a.png"));
    byte[] whole = Files.readAllBytes(home.resolve("light/01.png"));
    Path cut = Files.write(folder.resolve("b.png"), Arrays.copyOf(whole, whole.length / 2));
    Files.copy(home.resolve("light/02.png"), folder.resolve("c.png"));

    Result result = predict(folder.toString(), "--json");
    assertThat(result.exitCode()).isEqualTo(1);
    JsonNode predictions = new ObjectMapper().readTree(result.out());
    assertThat(predictions.get("pictures").findValuesAsText("image"))
        .containsExactly(folder.resolve("a.png").toString(), folder.resolve("c.png").toString());
    assertThat(predictions.get("unreadable")).hasSize(1);
    assertThat(predictions.at("/unreadable/0").asText()).startsWith(cut.toString());
    Result table = predict(folder.toString());
    assertThat(table.exitCode()).isEqualTo(1);
    assertThat(table.out()).contains("a.png", "c.png").doesNotContain("b.png");
    assertThat(table.err()).startsWith(cut.toString());
  }

  @Test
  void predictsARangeOfAnIdxFile() throws IOException {
    Path file = Files.write(home.resolve("digits-idx3-ubyte"), IdxEncoder.images(digits));

    JsonNode pictures = json(file.toString(), "--range", "2:5").get("pictures");
    assertThat(pictures.findValuesAsText("image"))
        .containsExactly(file + "[2]", file + "[3]", file + "[4]");
    assertThat(pictures.get(0).get("classes"))
        .isEqualTo(json(home.resolve("light/02.png").toString()).at("/pictures/0/classes"));
    assertThat(json(file.toString(), "--range", "18:").get("pictures")).hasSize(2);
    assertThat(json(file.toString(), "--range", ":3").get("pictures")).hasSize(3);
    assertThat(json(file.toString()).get("pictures")).hasSize(DIGITS);
    for (String wrong : List.of("20:", "3:3", "5", "-1:2", "a:b")) {
      assertThat(predict(file.toString(), "--range=" + wrong))
          .isEqualTo(
              new Result(
                  2,
                  "",
                  "runner: --range must be FROM:TO, counted from 0 and below 20, such as 0:100,"
                      + " not %s.\n".formatted(wrong)));
    }
    assertThat(predict(file.toString(), home.resolve("light").toString()).err())
        .isEqualTo("runner: %s holds many images and is predicted alone.\n".formatted(file));
    assertThat(predict(home.resolve("light").toString(), "--range", "0:3").exitCode()).isEqualTo(2);
    Path missing = home.resolve("none");
    assertThat(predict(missing.toString(), "--range", "0:3"))
        .isEqualTo(
            new Result(2, "", "runner: There is no file or folder %s.\n".formatted(missing)));
  }

  @Test
  void refusesWhatIsNoPicture() throws IOException {
    Path text = Files.writeString(home.resolve("notes.txt"), "no picture");
    Path empty = Files.createDirectories(home.resolve("empty"));

    assertThat(predict("nope.png"))
        .isEqualTo(new Result(2, "", "runner: There is no file or folder nope.png.\n"));
    assertThat(predict(empty.toString()))
        .isEqualTo(
            new Result(
                2, "", "runner: The folder " + empty + " has no PNG, JPEG, BMP or GIF files.\n"));
    Result noPicture = predict(text.toString());
    assertThat(noPicture.err()).contains("notes.txt", "is no PNG, JPEG, BMP or GIF file");
    assertThat(noPicture.exitCode()).isEqualTo(1);
    assertThat(predict(home.resolve("light").toString(), "--top", "0"))
        .isEqualTo(
            new Result(2, "", "runner: --top must be a whole number of at least 1, not 0.\n"));
  }
}
