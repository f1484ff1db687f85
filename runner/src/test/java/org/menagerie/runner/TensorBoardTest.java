package org.menagerie.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.data.digits.DigitsCache;
import org.menagerie.export.tensorboard.EventReader;
import org.menagerie.export.tensorboard.EventReader.Fields;
import org.menagerie.runner.Cli.Result;
import org.menagerie.runner.tensorboard.LoggedTraining;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;

/** Trainings as TensorBoard shows them: finished ones, and one that is followed. */
class TensorBoardTest {
  @TempDir private static Path home;

  private static Cli cli;
  private static Path run;

  @BeforeAll
  static void trainARun() throws IOException {
    cli = new Cli(home);
    run = SmallTrainedRun.in(home);
  }

  private static Result export(Path from, String format, Path output, String... more) {
    List<String> words =
        new ArrayList<>(List.of("export", from.toString(), "--format", format, "--output"));
    words.add(output.toString());
    words.addAll(List.of(more));
    return cli.run(words.toArray(String[]::new));
  }

  private static Path eventsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".menagerie"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void writesAFinishedRun() throws IOException {
    Path logs = home.resolve("logs");

    Result result = export(run, "tensorboard", logs);

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    Path file = eventsIn(logs.resolve(run.getFileName()));
    assertThat(result.out().replaceAll("\\s+", " "))
        .startsWith("Wrote " + file)
        .contains(
            "It has curves of 1 epoch, histograms of the weights after 1 epoch, the confusion"
                + " matrix, hyperparameters. There are no images that it got wrong, since the data"
                + " have changed.");
    List<Fields> events = EventReader.read(file);
    EpochMetrics epoch = new RunFolder(run).readResult().finalEpoch();
    assertThat(EventReader.values(events, "accuracy/test")).hasSize(1);
    assertThat(
            EventReader.values(events, "accuracy/test").get(0).in("tensor").elements("float_val"))
        .isEqualTo(List.of((float) epoch.testAccuracy()));
    assertThat(EventReader.values(events, "weights/2.weight")).hasSize(1);
    assertThat(EventReader.values(events, "confusion")).hasSize(1);
  }

  @Test
  void saysWhatARunHasNot() throws IOException {
    Path stored = Path.of("../results/progressive-model2-vector-s1-e23f59ed");

    Result result = export(stored, "tensorboard", home.resolve("stored"));

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().replaceAll("\\s+", " "))
        .contains(
            "It has curves of 15 epochs, the confusion matrix, hyperparameters. The run is kept"
                + " without its weights, so there are no histograms of them.")
        .contains("There are no images that it got wrong: ");
  }

  @ParameterizedTest
  @CsvSource({
    "tensorboard, --best, --best",
    "tensorboard, --quantize=int8, --quantize",
    "tensorboard(images=3), --runs=runs, the arguments of tensorboard"
  })
  void refusesWhatHasNoMeaning(String format, String option, String needless) {
    Result result = export(run, format, home.resolve("refused"), option);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().replaceAll("\\s+", " "))
        .contains(
            "The format tensorboard shows the whole training as it was: leave out "
                + needless
                + ".");
    assertThat(home.resolve("refused")).doesNotExist();
  }

  @Test
  void isAmongTheFormats() {
    assertThat(cli.run("list", "exports").out()).contains("tensorboard");
    assertThat(export(run, "tensorbord", home.resolve("refused")).err().replaceAll("\\s+", " "))
        .contains(
            "There is no export format \"tensorbord\". Did you mean \"tensorboard\"? Available: c,"
                + " java, menagerie, onnx, safetensors, tensorboard.");
  }

  @Test
  void followsATraining() throws IOException {
    Path logs = home.resolve("followed");
    Path other = Files.createDirectories(home.resolve("other"));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = terminal(err);
    List<LoggedTraining> logged = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    TrainingListener view =
        new TrainingListener() {
          @Override
          public void started(int doneEpochs) {
            shown.add("started after " + doneEpochs);
          }

          @Override
          public void epoch(EpochMetrics metrics) {
            shown.add("epoch " + metrics.epoch());
          }
        };
    Path trained =
        SmallTrainedRun.in(
            other,
            (folder, spec) -> {
              logged.add(LoggedTraining.begin(logs, spec, folder, view, terminal));
              return logged.get(0);
            });
    logged.get(0).end(new RunFolder(trained).readResult(), () -> new DigitsCache(home).load());
    logged.get(0).close();

    assertThat(shown).containsExactly("started after 0", "epoch 1");
    List<Fields> events = EventReader.read(eventsIn(logs.resolve(trained.getFileName())));
    assertThat(EventReader.values(events, "loss/train")).hasSize(1);
    assertThat(EventReader.values(events, "weights/2.bias")).hasSize(1);
    assertThat(EventReader.values(events, "confusion")).hasSize(1);
    assertThat(EventReader.values(events, "_hparams_/session_end_info")).hasSize(1);
    // The origin in the sample's result is that of no data.
    assertThat(err.toString(UTF_8)).contains("There are no images that it got wrong");
  }

  @Test
  void repeatsTheEpochsBeforeAnInterruption() throws IOException {
    RunFolder folder = new RunFolder(run);
    Path logs = home.resolve("resumed");
    try (LoggedTraining logged =
        LoggedTraining.begin(
            logs,
            folder.readSpec(),
            folder,
            new TrainingListener() {},
            terminal(new ByteArrayOutputStream()))) {
      logged.started(1);
    }

    List<Fields> events = EventReader.read(eventsIn(logs.resolve(run.getFileName())));
    assertThat(EventReader.values(events, "accuracy/test")).hasSize(1);
  }

  private static Terminal terminal(ByteArrayOutputStream err) {
    return new Terminal(
        new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
        new PrintStream(err, true, UTF_8),
        false,
        80,
        24);
  }
}
