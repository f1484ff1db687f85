package org.menagerie.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.inference.file.ModelArchive;
import org.menagerie.inference.plan.PlannedNetwork;

/** From a file, every kind of layer computes what the engine vector computes. */
class TrainedModelTest {
  private static final TrainedNetwork FIRST = SampleNetworks.all().findFirst().orElseThrow();

  @TempDir private Path folder;

  static Stream<TrainedNetwork> networks() {
    return SampleNetworks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void computesWhatTheEngineVectorComputes(TrainedNetwork network) throws IOException {
    byte[][] pixels = SampleNetworks.pixels(network, 5);
    TrainedModel model = TrainedModel.load(written(network));

    float[][] logits = Stream.of(pixels).map(model::logits).toArray(float[][]::new);

    assertThat(SampleNetworks.largestDifference(logits, SampleNetworks.logits(network, pixels)))
        .isLessThan(1e-5);
  }

  private Path written(TrainedNetwork network) throws IOException {
    Path file = folder.resolve("network.menagerie");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelArchive.write(PlannedNetwork.of(network), out);
    }
    return file;
  }

  @Test
  void keepsWhatItTakesToUseIt() throws IOException {
    String nasty = "\"\\n =:#! \t {x} größe \uD83D\uDE00\r\n ";
    TrainedNetwork network =
        TrainedNetwork.builder(nasty, FIRST.network(), FIRST.weights(), List.of(nasty, "", " b"))
            .normalization(FIRST.normalization())
            .notes(new TreeMap<>(Map.of(nasty, nasty, "test_accuracy", "99.50")))
            .build();

    TrainedModel model = TrainedModel.load(written(network));

    assertThat(model.name()).isEqualTo(nasty);
    assertThat(model.classes()).containsExactly(nasty, "", " b");
    assertThat(model.notes()).isEqualTo(network.notes());
    assertThat(model.input()).isEqualTo(Shape.image(4, 7, 6));
  }

  @Test
  void theSameNetworkIsTheSameBytes() throws IOException {
    byte[] once = Files.readAllBytes(written(FIRST));

    assertThat(Files.readAllBytes(written(FIRST))).isEqualTo(once);
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    TrainedModel model = TrainedModel.of(FIRST);
    byte[][] pixels = SampleNetworks.pixels(FIRST, 2_000);
    float[][] alone = Stream.of(pixels).map(model::logits).toArray(float[][]::new);

    float[][] together =
        IntStream.range(0, pixels.length)
            .parallel()
            .mapToObj(i -> model.logits(pixels[i]))
            .toArray(float[][]::new);

    assertThat(together).isDeepEqualTo(alone);
  }

  @Test
  void namesClassesByTheirProbability() {
    TrainedModel model = TrainedModel.of(FIRST);
    byte[] pixels = SampleNetworks.pixels(FIRST, 1)[0];
    float[] logits = model.logits(pixels);

    Prediction prediction = model.predict(pixels);

    assertThat(prediction.classes()).hasSize(3);
    assertThat(prediction.classes().stream().mapToDouble(Prediction.Likely::probability).sum())
        .isCloseTo(1, within(1e-12));
    for (Prediction.Likely likely : prediction.classes()) {
      assertThat(likely.logit()).isEqualTo(logits[likely.label()]);
      assertThat(likely.name()).isEqualTo(FIRST.classes().get(likely.label()));
    }
    assertThat(prediction.best().logit())
        .isEqualTo((float) IntStream.range(0, 3).mapToDouble(k -> logits[k]).max().orElseThrow());
  }

  /** Its first class is likelier the more of the left half is white. */
  private static TrainedModel ofGreyPictures() {
    TrainedNetwork network =
        SampleNetworks.trained(
            Network.of(Shape.image(1, 4, 4), Layers.flatten(), Linear.of(2).withoutBias()));
    float[] weights = network.weights().get("1.weight").values();
    Arrays.fill(weights, 0);
    for (int i = 0; i < 16; i++) {
      weights[i] = i % 4 < 2 ? 1 : -1;
    }
    return TrainedModel.of(
        TrainedNetwork.builder(
                network.name(), network.network(), network.weights(), network.classes())
            .normalization(Normalization.MNIST)
            .notes(network.notes())
            .build());
  }

  /** Twice as large as the network's images. */
  private static BufferedImage bar(Color paper, Color ink, int from) {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(paper);
    graphics.fillRect(0, 0, 8, 8);
    graphics.setColor(ink);
    graphics.fillRect(from, 2, 2, 4);
    graphics.dispose();
    return image;
  }

  @Test
  void makesPicturesFitAsTheTrainingImagesAre() throws IOException {
    TrainedModel model = ofGreyPictures();
    Prediction white = model.predict(bar(Color.BLACK, Color.WHITE, 2));
    Prediction black = model.predict(bar(Color.WHITE, Color.BLACK, 2));
    Path file = folder.resolve("bar.png");
    ImageIO.write(bar(Color.WHITE, Color.BLACK, 2), "png", file.toFile());

    assertThat(white.inverted()).isFalse();
    assertThat(black.inverted()).isTrue();
    assertThat(model.predict(file)).isEqualTo(black);
    // Shrinking rounds levels.
    assertThat(black.best().logit()).isCloseTo(white.best().logit(), within(0.1f));
    assertThat(white.best()).extracting(Prediction.Likely::label).isEqualTo(0);
    assertThat(black.best()).extracting(Prediction.Likely::label).isEqualTo(0);
    assertThat(model.predict(bar(Color.WHITE, Color.BLACK, 4)).best().label()).isEqualTo(1);
  }

  @Test
  void refusesImagesOfAnotherSize() {
    TrainedModel model = TrainedModel.of(FIRST);

    assertThatThrownBy(() -> model.predict(new byte[9]))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("An image of %s has 168 bytes, not 9.", FIRST.name());
    assertThatThrownBy(() -> model.predict(bar(Color.BLACK, Color.WHITE, 2)))
        .hasMessage("Pictures are grey or coloured, but the network takes images [4, 7, 6].");
  }

  @Test
  void refusesFoldersOfPictures() {
    TrainedModel model = TrainedModel.of(SampleNetworks.all().findFirst().orElseThrow());

    assertThatThrownBy(() -> model.predict(folder))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("%s is a folder: name one picture.", folder);
  }

  @Test
  void refusesWhatIsNoModel() throws IOException {
    Path missing = folder.resolve("missing");
    Path text = Files.writeString(folder.resolve("text"), "text");

    assertRefused(folder, ErrorCode.INVALID_ARGUMENT, "%s is a folder: ".formatted(folder));
    assertRefused(
        missing,
        ErrorCode.RESULT_UNREADABLE,
        "Cannot read the model %s: there is no such file.".formatted(missing));
    assertRefused(
        text,
        ErrorCode.INVALID_ARGUMENT,
        "%s is no model: write one with \"runner export RUN --format menagerie --output FILE\"."
            .formatted(text));
  }

  private static void assertRefused(Path file, ErrorCode code, String beginning) {
    assertThatThrownBy(() -> TrainedModel.load(file))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith(beginning)
        .extracting(e -> ((MenagerieException) e).code())
        .isEqualTo(code);
  }

  /** Its class files are larger than the jar that they are packed in. */
  @Test
  void fitsIntoThreeHundredKilobytes() throws IOException {
    Path classes = Path.of("target", "classes");
    long bytes = 0;
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isBetween(20_000L, 300_000L);
  }

  /** What reads other data sets is left out, and nothing here misses it. */
  @Test
  void needsFewLibraries() {
    for (String absent :
        List.of(
            "org.apache.commons.csv.CSVParser",
            "org.apache.commons.compress.archivers.tar.TarArchiveEntry")) {
      assertThatThrownBy(() -> Class.forName(absent)).isInstanceOf(ClassNotFoundException.class);
    }
  }
}
