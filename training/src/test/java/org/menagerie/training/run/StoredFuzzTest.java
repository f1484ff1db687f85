package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.fuzz.Fuzz;

/**
 * Whatever stands in a run's files, it is read as something that can be, or refused in one sentence
 * that names the file.
 */
class StoredFuzzTest {
  private static final byte[] SMALL = StoredResults.small().getBytes(UTF_8);

  @TempDir private Path path;

  @Test
  void readsOrRefusesResults() throws IOException {
    RunFolder folder = new RunFolder(path);
    Path real = Path.of("..", "results", "mnistnet-mnistnet1-vector-s1-b288b412", "result.json");
    Fuzz.from(SMALL, SMALL, Files.readAllBytes(real))
        .inputs(2_000, 100_000)
        .feed(
            input -> {
              Files.write(folder.resultFile(), input);
              try {
                requireConsistent(folder.readResult());
              } catch (MenagerieException e) {
                requireSentence(e, folder.resultFile());
              }
            });
  }

  @Test
  void readsOrRefusesSpecs() throws IOException {
    RunFolder folder = new RunFolder(path);
    byte[] spec =
        RunJson.compact().writeValueAsBytes(RunJson.compact().readTree(SMALL).get("spec"));
    Fuzz.from(spec)
        .inputs(2_000, 100_000)
        .feed(
            input -> {
              Files.write(folder.specFile(), input);
              try {
                RunSpec read = folder.readSpec();
                folder.writeSpec(read);
                assertThat(folder.readSpec()).isEqualTo(read);
                assertThat(read.threads()).isPositive();
              } catch (MenagerieException e) {
                requireSentence(e, folder.specFile());
              }
            });
  }

  @Test
  void readsOrRefusesImports() throws IOException {
    RunFolder folder = new RunFolder(path);
    Fuzz.from(StoredResults.imported().getBytes(UTF_8))
        .inputs(2_000, 100_000)
        .feed(
            input -> {
              Files.write(folder.importFile(), input);
              try {
                ImportedNetwork read = folder.readImport();
                folder.writeImport(read);
                assertThat(folder.readImport()).isEqualTo(read);
                assertThat(read.test().correct()).isBetween(0, read.testImages());
                assertThat(read.source().sha256()).isNotNull();
              } catch (MenagerieException e) {
                requireSentence(e, folder.importFile());
              }
            });
  }

  @Test
  void readsTheEventsThatCanBe() throws IOException {
    RunFolder folder = new RunFolder(path);
    Files.write(folder.resultFile(), SMALL);
    folder.readResult().history().forEach(folder::appendEvent);
    Fuzz.from(Files.readAllBytes(folder.events()))
        .inputs(2_000, 100_000)
        .feed(
            input -> {
              Files.write(folder.events(), input);
              requireConsistent(folder.readEvents());
            });
  }

  private static void requireConsistent(RunResult result) {
    requireConsistent(result.history());
    TestOutcome outcome = result.testOutcome();
    int right = result.finalEpoch().testCorrect();
    assertThat(result.history()).allMatch(epoch -> epoch.testCorrect() <= outcome.images());
    assertThat(outcome.correctBits().cardinality()).isEqualTo(right);
    assertThat(outcome.confusion().stream().flatMapToInt(r -> r.stream().mapToInt(i -> i)).sum())
        .isEqualTo(outcome.images());
    assertThat(
            IntStream.range(0, outcome.confusion().size())
                .map(i -> outcome.confusion().get(i).get(i))
                .sum())
        .isEqualTo(right);
    outcome
        .mistakes()
        .ifPresent(mistakes -> assertThat(mistakes).hasSize(outcome.images() - right));
    assertThat(result.spec().runName()).isNotEmpty();
    assertThat(result.provenance().machine().cpu()).isNotNull();
  }

  private static void requireConsistent(List<EpochMetrics> history) {
    for (int i = 0; i < history.size(); i++) {
      EpochMetrics epoch = history.get(i);
      assertThat(epoch.epoch()).isEqualTo(i + 1);
      assertThat(epoch.testAccuracy()).isBetween(0.0, 100.0);
      assertThat(epoch.trainAccuracy()).isBetween(0.0, 100.0);
      assertThat(List.of(epoch.trainLoss(), epoch.testLoss(), epoch.learningRate()))
          .allMatch(Double::isFinite);
      assertThat(List.of(epoch.seconds(), epoch.evaluationSeconds(), epoch.dataSeconds()))
          .allMatch(seconds -> Double.isFinite(seconds) && seconds >= 0);
    }
  }

  private static void requireSentence(MenagerieException e, Path file) {
    assertThat(e.code()).isEqualTo(ErrorCode.RESULT_UNREADABLE);
    assertThat(e.getMessage())
        .startsWith("Cannot read " + file)
        .endsWith(".")
        .hasSizeLessThan(800)
        .doesNotContainPattern("\\p{Cntrl}");
  }
}
