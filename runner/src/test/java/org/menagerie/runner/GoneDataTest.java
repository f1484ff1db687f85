package org.menagerie.runner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunJson;

/** Networks that were trained on a folder of pictures, once it has been moved away. */
class GoneDataTest {
  @TempDir private Path home;
  private Path images;
  private Path run;
  private Path picture;

  @BeforeEach
  void trainAndMoveTheData() throws IOException {
    images = home.resolve("colours");
    for (int i = 0; i < 10; i++) {
      write(images.resolve("blue/%d.png".formatted(i)), 0x000080 + i);
      write(images.resolve("red/%d.png".formatted(i)), 0x800000 + (i << 16));
    }
    picture = home.resolve("new.png");
    write(picture, 0x000090);
    run = SmallTrainedRun.on(images, home);
    Files.move(images, home.resolve("moved"));
  }

  private static void write(Path file, int colour) throws IOException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16; i++) {
      image.setRGB(i % 4, i / 4, colour);
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private Result predict() {
    return new Cli(home).run("predict", run.toString(), picture.toString(), "--csv", "--top", "1");
  }

  @Test
  void predictWithTheClassesThatTheyWereTrainedOn() {
    Result result = predict();

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("new.png,false,1,blue,0.9");
  }

  @Test
  void areComparedOnNoiseWhenTheyAreExported() throws IOException {
    Result result =
        new Cli(home)
            .run(
                "export",
                run.toString(),
                "--format",
                "onnx",
                "--output",
                home.resolve("colours.onnx").toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().replaceAll("\\s+", " "))
        .contains("it gives the logits of the run on 1,000 images of noise, to ")
        .endsWith(
            " It was not compared on test images: The data set %s is not there any more: bring it back. "
                .formatted(images));
    assertThat(Files.readString(home.resolve("colours.onnx"), ISO_8859_1)).contains("blue", "red");
  }

  @Test
  void areEvaluatedWhereTheyAreNow() throws IOException {
    Result moved =
        new Cli(home)
            .run(
                "evaluate",
                run.toString(),
                "--dataset",
                home.resolve("moved").toString(),
                "--metric=accuracy",
                "--csv");

    assertThat(moved.out()).contains(",vector,moved,test,4,4,100.0,");
    assertThat(moved.err()).startsWith("There is no test set, so that 20 % of each class");

    Files.move(home.resolve("moved/blue"), home.resolve("moved/violet"));

    assertThat(
            new Cli(home)
                .run("evaluate", run.toString(), "--dataset", home.resolve("moved").toString()))
        .isEqualTo(
            new Result(
                2,
                "",
                "runner: The classes of the data set moved are not the network's, or in another order: what is \"red\" there is \"blue\" for the network.\n"));
  }

  /** Versions before this one did not store what a network knows. */
  @Test
  void needTheirDataIfTheyAreOfAnEarlierVersion() throws IOException {
    forgetTheSignature();

    assertThat(predict())
        .isEqualTo(
            new Result(
                2,
                "",
                "runner: The data set %s is not there any more: bring it back.\n"
                    .formatted(images)));

    Files.move(home.resolve("moved"), images);

    assertThat(predict().out()).contains("new.png,false,1,blue,0.9");
  }

  private void forgetTheSignature() throws IOException {
    Path file = new RunFolder(run).resultFile();
    ObjectNode result = (ObjectNode) RunJson.compact().readTree(file.toFile());
    result.put("schema_version", 4).remove("signature");
    result.remove("checksum");
    RunJson.pretty().writeValue(file.toFile(), result);
  }
}
