package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.menagerie.data.digits.Digits;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;
import org.menagerie.training.run.TestOutcome;
import org.menagerie.training.run.TestProbabilities;

/** One epoch on each engine, as a user trains it and finds it afterwards. */
final class TrainingIT {
  private static final List<String> ENGINES = List.of("pytorch", "mxnet", "vector");

  /** That they do so is in the contract of all engines; whole runs of all are repeated at night. */
  @SuppressWarnings("UnusedVariable") // It is, by its name.
  private static final List<String> REPEATED =
      Boolean.getBoolean("menagerie.nightly") ? ENGINES : List.of("vector");

  @TempDir private static Path folder;

  private static final Map<String, Outcome> OUTCOMES = new HashMap<>();
  private static final Map<String, RunFolder> FOLDERS = new HashMap<>();

  private static User user;

  @BeforeAll
  static void trainOnEachEngine() throws IOException, InterruptedException {
    user = new User(folder);
    for (String engine : ENGINES.stream().filter(Installed::runs).toList()) {
      OUTCOMES.put(engine, user.runs(training(engine)));
      user.runFolders().stream()
          .filter(run -> run.path().toString().contains(engine))
          .forEach(run -> FOLDERS.put(engine, run));
    }
  }

  private static String[] training(String engine) {
    return new String[] {
      "--zoo",
      "progressive",
      "--model",
      "model3",
      "--engine",
      engine,
      "--dataset",
      "digits",
      "--epochs",
      "1",
      "--threads",
      "1"
    };
  }

  @ParameterizedTest
  @FieldSource("ENGINES")
  void printsAnEpochATableAndWhereTheResultsAre(String engine) {
    Installed.assumeRuns(engine);
    Outcome outcome = OUTCOMES.get(engine).succeeded();

    assertThat(outcome.out())
        .startsWith("Training progressive/model3 (7,762 parameters) on " + engine)
        .containsPattern("\nEpoch 1/1 +loss 0\\.\\d+ +train +\\d+\\.\\d+ % +test +\\d+\\.\\d+ %")
        .containsPattern("\nTest accuracy, final epoch, % +9\\d\\.\\d+")
        .endsWith("Results are in runs/%s\n".formatted(FOLDERS.get(engine).path().getFileName()));
  }

  @ParameterizedTest
  @FieldSource("ENGINES")
  void leavesTheWholeRunInItsFolder(String engine) throws Exception {
    Installed.assumeRuns(engine);
    RunFolder run = FOLDERS.get(engine);

    try (Stream<Path> files = Files.list(run.path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "spec.json",
              "events.jsonl",
              "result.json",
              "checkpoint-last.safetensors",
              "checkpoint-last.json",
              "checkpoint-best.safetensors",
              "test-probabilities.safetensors",
              "curves.svg",
              "log.txt",
              "lock");
    }
    assertThat(run.readSpec().runName()).isEqualTo(run.path().getFileName().toString());
    assertThat(Files.readAllLines(run.events())).hasSize(1);
    assertThat(run.readEvents()).isEqualTo(run.readResult().history());
    assertThat(Checkpoint.read(run.lastCheckpoint()).orElseThrow().epoch()).isEqualTo(1);
    assertThat(run.bestCheckpoint()).hasSameBinaryContentAs(run.lastCheckpoint());
    assertThat(rootOf(run.curves())).isEqualTo("svg");
  }

  @ParameterizedTest
  @FieldSource("ENGINES")
  void recordsHowEachTestImageWasJudged(String engine) {
    Installed.assumeRuns(engine);
    RunResult result = FOLDERS.get(engine).readResult();
    EpochMetrics epoch = result.finalEpoch();
    TestOutcome outcome = result.testOutcome();

    assertThat(result.stopReason()).isEqualTo(StopReason.ALL_EPOCHS);
    assertThat(epoch.testAccuracy()).isBetween(95.0, 100.0);
    assertThat(outcome.images()).isEqualTo(2_000);
    assertThat(outcome.correctBits().cardinality()).isEqualTo(epoch.testCorrect());
    assertThat(outcome.confusion()).hasSize(10);
    assertThat(outcome.confusion())
        .allSatisfy(
            row -> assertThat(row.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200));
    assertThat(IntStream.range(0, 10).map(k -> outcome.confusion().get(k).get(k)).sum())
        .isEqualTo(epoch.testCorrect());
    assertThat(TestProbabilities.read(FOLDERS.get(engine), outcome).orElseThrow().labels())
        .hasSize(2_000);
    assertThat(result.signature().orElseThrow().input()).containsExactly(1, 28, 28);
  }

  @ParameterizedTest
  @FieldSource("ENGINES")
  void isEvaluatedAsItWasTested(String engine) throws IOException, InterruptedException {
    Installed.assumeRuns(engine);
    RunFolder run = FOLDERS.get(engine);
    EpochMetrics epoch = run.readResult().finalEpoch();

    List<String> lines =
        user.runs("evaluate", run.path().toString(), "--metric", "accuracy", "--csv")
            .succeeded()
            .out()
            .lines()
            .toList();

    assertThat(lines).hasSize(2);
    assertThat(lines.get(1))
        .contains(
            ",%s,digits,test,2000,%d,%s,"
                .formatted(engine, epoch.testCorrect(), epoch.testAccuracy()));
  }

  @ParameterizedTest
  @FieldSource("ENGINES")
  void recordsWhereItCameFrom(String engine) throws IOException {
    Installed.assumeRuns(engine);
    RunResult result = FOLDERS.get(engine).readResult();

    assertThat(result.spec()).isEqualTo(FOLDERS.get(engine).readSpec());
    assertThat(result.provenance().pluginChecksums()).isEqualTo(checksumOfTheZoo());
    assertThat(result.provenance().datasetChecksums().values())
        .containsExactlyInAnyOrderElementsOf(Digits.CHECKSUMS.values());
    assertThat(result.provenance().engine()).containsEntry("threads", "1");
    assertThat(result.peakMemoryBytes().isPresent()).isEqualTo(OS.LINUX.isCurrentOs());
    // Native libraries alone are larger than the heap ever is.
    long least = engine.equals("vector") ? 50L << 20 : 200L << 20;
    assertThat(result.peakMemoryBytes().orElse(300 << 20)).isBetween(least, 4L << 30);
    assertThat(result.provenance().engine().get("engine")).containsIgnoringCase(engine);
  }

  @ParameterizedTest
  @FieldSource("REPEATED")
  void repeatsARunExactlyAndInAFolderOfItsOwn(String engine)
      throws IOException, InterruptedException {
    Installed.assumeRuns(engine);
    RunFolder first = FOLDERS.get(engine);
    Outcome again = user.runs(training(engine)).succeeded();

    RunFolder second = new RunFolder(Path.of(first.path() + ".2"));
    assertThat(again.out())
        .endsWith("Results are in runs/%s\n".formatted(second.path().getFileName()));
    assertThat(Epochs.withoutTimes(second.readEvents()))
        .isEqualTo(Epochs.withoutTimes(first.readEvents()));
    assertThat(second.readResult().testOutcome()).isEqualTo(first.readResult().testOutcome());
    assertThat(second.lastCheckpoint()).hasSameBinaryContentAs(first.lastCheckpoint());
  }

  @Test
  void reportsStoredRuns() throws IOException, InterruptedException {
    Outcome report = user.runs("report", "runs").succeeded();

    assertThat(report.out())
        .contains("progressive/model3", "7,762")
        .contains(ENGINES.stream().filter(Installed::runs).toList());
  }

  @Test
  void reportsStoredRunsInMarkdown() throws IOException, InterruptedException {
    Outcome report = user.runs("report", "runs", "--format", "markdown").succeeded();

    assertThat(report.out())
        .startsWith("# Report")
        .contains(
            ENGINES.stream()
                .filter(Installed::runs)
                .map("| progressive/model3 | %s |"::formatted)
                .toList());
  }

  @Test
  void exportsATrainedNetworkAndRunsItInOnnxRuntime() throws IOException, InterruptedException {
    String run = FOLDERS.get("vector").path().toString();

    Outcome outcome =
        user.runs("export", run, "--format", "onnx", "--output", "model.onnx").succeeded();

    assertThat(outcome.out())
        .startsWith("Wrote model.onnx\nIn ONNX Runtime 1.")
        .contains(" on 1,000 test images, to ")
        .endsWith("; no answer changes.\n");
    assertThat(user.workingDirectory().resolve("model.onnx")).isNotEmptyFile();
  }

  @Test
  void exportsATrainedNetworkToPyTorch() throws IOException, InterruptedException {
    String run = FOLDERS.get("vector").path().toString();

    Outcome outcome =
        user.runs("export", run, "--format", "safetensors", "--output", "model.safetensors")
            .succeeded();

    assertThat(outcome.out())
        .startsWith("Wrote model.safetensors\nWrote model.py\n")
        .containsPattern(
            "(In PyTorch .* no answer changes|Not compared with the run: that needs python3 with torch)\\.\n$");
  }

  private static Map<String, String> checksumOfTheZoo() throws IOException {
    try (Stream<Path> jars = Files.list(Distribution.plugins())) {
      Path jar =
          jars.filter(path -> path.toString().contains("progressive")).findFirst().orElseThrow();
      return Map.of(jar.getFileName().toString(), Sha256.of(Files.readAllBytes(jar)));
    }
  }

  private static String rootOf(Path xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(xml.toFile())
        .getDocumentElement()
        .getTagName();
  }
}
