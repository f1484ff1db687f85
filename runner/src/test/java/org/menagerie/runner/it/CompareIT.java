package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines held against each other, as a user does it. */
final class CompareIT {
  @TempDir private Path folder;

  private User user;
  private Path images;

  @BeforeEach
  void prepare() throws IOException {
    user = new User(folder);
    images = SmallDataset.write(folder.resolve("images"));
  }

  @Test
  void findsThatEnginesAgree() throws IOException, InterruptedException {
    Outcome outcome = compare("--smooth", "--steps", "3").succeeded();

    assertThat(outcome.out())
        .startsWith("Comparing the first 3 steps of progressive/model3 (7,762 parameters) on ")
        .contains("\nSmooth: SiLU stands for ReLU, means stand for maxima.\n")
        .contains("\nstep  loss on pytorch  on vector")
        .contains("\nPredictions on the first 256 test images: 256 alike; ")
        .endsWith(
            "\npytorch and vector agree: nothing deviates by more than 0.005 (relative) in 3"
                + " steps.\n");
    assertThat(user.workingDirectory()).isEmptyDirectory();
  }

  @Test
  void saysWhereEnginesPart() throws IOException, InterruptedException {
    Outcome outcome = compare("--steps", "1", "--tolerance", "1e-12");

    assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(1);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .containsPattern(
            "\npytorch and vector part: first by more than 1.0E-12 \\(relative\\) at step 1, in"
                + " \\d+\\.running_(mean|var) \\(\\d\\.\\de-\\d+\\)\\.\n")
        .endsWith("--smooth compares without them.\n");
  }

  @Test
  void tellsProgramsThatAnEngineRepeatsItself() throws IOException, InterruptedException {
    Installed.assumeRuns("mxnet");
    Outcome outcome =
        compare("--engines", "mxnet,mxnet", "--steps", "2", "--tolerance", "0", "--json")
            .succeeded();

    JsonNode json = new ObjectMapper().readTree(outcome.out());
    assertThat(json.get("agree").asBoolean()).isTrue();
    JsonNode comparison = json.get("comparisons").get(0);
    assertThat(comparison.get("parting").isNull()).isTrue();
    assertThat(comparison.get("steps")).hasSize(2);
    assertThat(comparison.get("predictions").get("alike").asInt()).isEqualTo(256);
  }

  @Test
  void passesOnWhatAnEngineFoundOut() throws IOException, InterruptedException {
    Outcome failed = compare("--steps", "500");

    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.sentence())
        .isEqualTo(
            "runner: The recipe has 150 steps (15 epochs of 10 batches), which is fewer than the"
                + " 500 asked for with --steps.");
  }

  private Outcome compare(String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "compare",
                "--parity",
                "--model",
                "progressive/model3",
                "--dataset",
                images.toString(),
                "--threads",
                "1"));
    command.addAll(List.of(more));
    return user.runs(command.toArray(String[]::new));
  }
}
