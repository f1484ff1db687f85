package org.menagerie.export.tensorboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.export.tensorboard.EventReader.Fields;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;

/** What a log holds, read by the published definitions of its messages. */
class RunLogTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T19:18:44.5Z");
  private static final Instant END = Instant.parse("2026-11-21T19:21:24Z");

  /** A run on MNIST that is kept in the repository. */
  private static final RunResult RESULT =
      new RunFolder(Path.of("../results/progressive-model2-vector-s1-e23f59ed")).readResult();

  @TempDir private Path logs;

  private List<Fields> written() throws IOException {
    try (RunLog log = RunLog.begin(logs, "a-run", RESULT.spec(), BEGIN)) {
      for (EpochMetrics epoch : RESULT.history()) {
        log.add(epoch, END);
      }
      Tensor weights = new Tensor(new Shape(List.of(2, 2)), new float[] {-1, 0, 0.5f, 2});
      log.add(15, new TensorMap(Map.of("0.weight", weights)), END);
      log.end(RESULT, END);
      log.addMisclassified(RESULT, gradients(), END);
      return EventReader.read(log.file());
    }
  }

  /** Images of 2x3 that differ: the first pixel is the lower byte of the number. */
  private static ImageSet gradients() {
    byte[] pixels = new byte[6 * RESULT.testOutcome().images()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 6 == 0 ? i / 6 : 10 * (i % 6));
    }
    return new ImageSet(Shape.image(1, 2, 3), pixels, new byte[pixels.length / 6]);
  }

  @Test
  void beginsAsTensorBoardAsksFor() throws IOException {
    Fields first = written().get(0);

    assertThat(first.text("file_version")).isEqualTo("brain.Event:2");
    assertThat(first.number("wall_time")).isEqualTo(1795288724.5);
    assertThat(logs.resolve("a-run"))
        .isDirectoryContaining(
            file ->
                file.getFileName().toString().equals("events.out.tfevents.1795288724.menagerie"));
  }

  @Test
  void hasAPointOfEachEpochOnEachCurve() throws IOException {
    List<Fields> events = written();

    List<Fields> accuracies = EventReader.values(events, "accuracy/test");
    assertThat(accuracies).hasSize(15);
    assertThat(accuracies.stream().map(RunLogTest::scalar)).startsWith(97.93f).endsWith(98.98f);
    assertThat(EventReader.values(events, "loss/train").stream().map(RunLogTest::scalar))
        .startsWith(0.39438057f)
        .endsWith(0.062173802f);
    assertThat(EventReader.values(events, "learning_rate").stream().map(RunLogTest::scalar))
        .containsOnly(0.01f);
    assertThat(EventReader.values(events, "accuracy/validation")).isEmpty();
    Fields metadata = accuracies.get(0).in("metadata");
    assertThat(metadata.in("plugin_data").text("plugin_name")).isEqualTo("scalars");
    assertThat(metadata.text("data_class")).isEqualTo("DATA_CLASS_SCALAR");
    assertThat(metadata.text("summary_description")).startsWith("Percent of the test images");
    Fields last =
        events.stream()
            .filter(
                event ->
                    event.in("summary").all("value").stream()
                        .anyMatch(value -> value.text("tag").equals("accuracy/test")))
            .reduce((before, after) -> after)
            .orElseThrow();
    assertThat(last.number("step")).isEqualTo(15);
    assertThat(last.number("wall_time")).isEqualTo((double) END.getEpochSecond());
  }

  @Test
  void hasHistogramsOfWeights() throws IOException {
    Fields histogram = EventReader.values(written(), "weights/0.weight").get(0);

    assertThat(histogram.in("metadata").in("plugin_data").text("plugin_name"))
        .isEqualTo("histograms");
    assertThat(histogram.in("metadata").text("data_class")).isEqualTo("DATA_CLASS_TENSOR");
    Fields tensor = histogram.in("tensor");
    assertThat(tensor.text("dtype")).isEqualTo("DT_DOUBLE");
    assertThat(dimensions(tensor)).containsExactly(30, 3);
    ByteBuffer content =
        ByteBuffer.wrap(tensor.bytes("tensor_content")).order(ByteOrder.LITTLE_ENDIAN);
    double values = 0;
    for (int bucket = 0; bucket < 30; bucket++) {
      assertThat(content.getDouble()).isEqualTo(-1 + bucket * 0.1, within(1e-12));
      assertThat(content.getDouble()).isEqualTo(-0.9 + bucket * 0.1, within(1e-12));
      values += content.getDouble();
    }
    assertThat(values).isEqualTo(4);
  }

  @Test
  void showsTheConfusionMatrix() throws IOException {
    BufferedImage picture = image(written(), "confusion");

    assertThat(picture.getWidth()).isEqualTo(24 + 10 * 44 + 1);
    // 979 of the 980 zeros are right.
    assertThat(picture.getRGB(26, 26) & 0xffffff).isEqualTo(0x2f6db5);
  }

  @Test
  void showsWhatItWasMostSureOfAndGotWrong() throws IOException {
    List<Fields> events = written();

    Fields worst = EventReader.values(events, "misclassified/01").get(0);
    assertThat(worst.in("metadata").text("summary_description"))
        .isEqualTo(
            "Test image 6576, counted from 0: class 7, taken for 1 with a probability of 0.999");
    BufferedImage picture = image(events, "misclassified/01");
    assertThat(picture.getWidth()).isEqualTo(3);
    assertThat(picture.getHeight()).isEqualTo(2);
    assertThat(picture.getRGB(0, 0) & 0xffffff).isEqualTo((6576 & 0xff) * 0x010101);
    assertThat(picture.getRGB(2, 1) & 0xffffff).isEqualTo(50 * 0x010101);
    assertThat(EventReader.values(events, "misclassified/12")).hasSize(1);
    assertThat(EventReader.values(events, "misclassified/13")).isEmpty();
  }

  @Test
  void tellsHyperparametersAndWhatTheyAreJudgedBy() throws IOException {
    List<Fields> events = written();

    Fields begun = plugin(events, "session_start_info").in("session_start_info");
    Map<String, String> values =
        begun.all("hparams").stream()
            .collect(
                Collectors.toMap(entry -> entry.text("key"), entry -> entry.text("value").strip()));
    assertThat(values)
        .containsEntry("model", "string_value: \"progressive/model2\"")
        .containsEntry("optimizer", "string_value: \"sgd(lr=0.01, momentum=0.9)\"")
        .containsEntry("lr", "number_value: 0.01")
        .containsEntry("epochs", "number_value: 15.0")
        .containsEntry("drop_last", "bool_value: false")
        .doesNotContainKeys("seed", "clip_norm", "patience");
    assertThat(begun.number("start_time_secs")).isEqualTo(1795288724.5);
    Fields ended = plugin(events, "session_end_info").in("session_end_info");
    assertThat(ended.text("status")).isEqualTo("STATUS_SUCCESS");

    Path file;
    try (Stream<Path> files = Files.list(logs).filter(Files::isRegularFile)) {
      file = files.findFirst().orElseThrow();
    }
    Fields experiment = plugin(EventReader.read(file), "experiment").in("experiment");
    assertThat(experiment.all("metric_infos").stream().map(metric -> metric.in("name").text("tag")))
        .startsWith("accuracy/test");
    assertThat(
            experiment.all("hparam_infos").stream()
                .filter(info -> info.text("name").equals("batch_size"))
                .map(info -> info.text("type")))
        .containsExactly("DATA_TYPE_FLOAT64");
    assertThat(experiment.all("hparam_infos").stream().map(info -> info.text("name")))
        .containsAll(values.keySet());
  }

  /** Means over seeds are what TensorBoard shows of a group. */
  @Test
  void groupsRunsThatDifferInTheirSeedAlone() throws IOException {
    String first = group(7, "0.01");
    assertThat(group(8, "0.01")).isEqualTo(first).startsWith("progressive/model2 on vector ");
    assertThat(group(7, "0.02")).isNotEqualTo(first);
  }

  private String group(long seed, String rate) throws IOException {
    Recipe recipe = RecipeSettings.get("lr").set(RESULT.spec().recipe(), rate);
    try (RunLog log =
        RunLog.begin(
            logs, "other", RESULT.spec().toBuilder().seed(seed).recipe(recipe).build(), BEGIN)) {
      return plugin(EventReader.read(log.file()), "session_start_info")
          .in("session_start_info")
          .text("group_name");
    }
  }

  @Test
  void takesThePlaceOfAnEarlierLogAndOfNothingElse() throws IOException {
    Path foreign = logs.resolve("a-run/events.out.tfevents.1.elsewhere");
    written();
    Files.writeString(foreign, "by another program");
    RunLog.begin(logs, "a-run", RESULT.spec(), END).close();

    try (Stream<Path> files = Files.list(logs.resolve("a-run"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "events.out.tfevents.1795288884.menagerie", "events.out.tfevents.1.elsewhere");
    }
  }

  @Test
  void saysWhereNothingCanBeWritten() throws IOException {
    Path file = Files.writeString(logs.resolve("file"), "");

    assertThatThrownBy(() -> RunLog.begin(file, "a-run", RESULT.spec(), BEGIN))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("Cannot write " + file);
  }

  private static float scalar(Fields value) {
    assertThat(value.in("tensor").text("dtype")).isEqualTo("DT_FLOAT");
    assertThat(dimensions(value.in("tensor"))).isEmpty();
    return (Float) value.in("tensor").elements("float_val").get(0);
  }

  private static List<Integer> dimensions(Fields tensor) {
    return tensor.in("tensor_shape").all("dim").stream()
        .map(dim -> (int) dim.number("size"))
        .toList();
  }

  private static BufferedImage image(List<Fields> events, String tag) throws IOException {
    Fields value = EventReader.values(events, tag).get(0);
    assertThat(value.in("metadata").in("plugin_data").text("plugin_name")).isEqualTo("images");
    assertThat(value.in("metadata").text("data_class")).isEqualTo("DATA_CLASS_BLOB_SEQUENCE");
    assertThat(value.in("tensor").text("dtype")).isEqualTo("DT_STRING");
    assertThat(dimensions(value.in("tensor"))).containsExactly(3);
    List<byte[]> parts = value.in("tensor").blobs("string_val");
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(parts.get(2)));
    assertThat(new String(parts.get(0), UTF_8)).isEqualTo(Integer.toString(picture.getWidth()));
    assertThat(new String(parts.get(1), UTF_8)).isEqualTo(Integer.toString(picture.getHeight()));
    return picture;
  }

  private static Fields plugin(List<Fields> events, String what) {
    Fields data =
        EventReader.values(events, "_hparams_/" + what).get(0).in("metadata").in("plugin_data");
    assertThat(data.text("plugin_name")).isEqualTo("hparams");
    return data.parsed("content", "HParamsPluginData");
  }
}
