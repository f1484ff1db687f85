package org.menagerie.runner.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.execution.SampleResult;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.evidence.Report;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/** The p-values are R's, {@code t.test(x, y, paired = TRUE)}. */
class PairsTextTest {
  private final List<RunResult> runs = new ArrayList<>();

  @Test
  void saysNothingOfASingleModel() {
    train("a", "pytorch", 980, 981);

    assertThat(lines()).isEmpty();
  }

  /** Differences of 1.8, 2.0 and 2.2 points: t = 17.32, p = 0.00332. */
  @Test
  void saysWhatIsBetterThanWhat() {
    train("a", "pytorch", 962, 960, 958);
    train("b", "pytorch", 980, 980, 980);

    assertThat(lines())
        .contains(
            "first  second  both     seeds  difference        p  p (Holm)  detectable",
            "a/m    b/m     pytorch      3  -2.00 ± 0.20  0.003     0.003        0.65",
            "b/m is better than a/m (pytorch) by 2.00 points.")
        .noneMatch(line -> line.startsWith("No difference"));
  }

  @Test
  void saysWhatCouldNotBeSeen() {
    train("a", "pytorch", 970, 960, 980);
    train("b", "pytorch", 965, 975, 970);

    assertThat(lines())
        .anyMatch(
            line ->
                line.matches(
                    "No difference is shown to be real in this pair\\. That is no proof of"
                        + " equality: true ones below \\d\\.\\d\\d points are easily missed with so"
                        + " many seeds\\."));
  }

  @Test
  void namesNoDifferenceOfMoreThanAllPoints() {
    train("a", "pytorch", 900, 200);
    train("b", "pytorch", 910, 920);

    assertThat(lines())
        .anyMatch(line -> line.matches("a/m +b/m +pytorch +2 .* > 100"))
        .contains(
            "No difference is shown to be real in this pair. That is no proof of equality: true"
                + " ones of any size are easily missed with so many seeds.");
  }

  /** Four groups make six pairs, of which two differ in both. */
  @Test
  void pairsWhatDiffersInTheModelOrTheEngine() {
    for (String model : List.of("a", "b")) {
      train(model, "pytorch", 970, 960);
      train(model, "mxnet", 965, 964);
    }

    assertThat(lines().stream().filter(line -> line.matches("\\S+ +\\S+ +\\S+ +2 .*")))
        .extracting(line -> line.replaceFirst(" +2 .*", "").replaceAll(" +", " "))
        .containsExactly(
            "a/m b/m pytorch", "a/m b/m mxnet", "pytorch mxnet a/m", "pytorch mxnet b/m");
    assertThat(lines()).filteredOn(line -> line.contains("corrected for 2 pairs")).hasSize(2);
  }

  @Test
  void testsNothingOnOneSeed() {
    train("a", "pytorch", 970);
    train("b", "pytorch", 980);

    assertThat(lines())
        .contains(
            "Not tested: 1 pair, with one seed or differences all alike; more seeds, as in --seeds"
                + " 5, would tell.")
        .noneMatch(line -> line.startsWith("p: ") || line.contains("better"));
  }

  @Test
  void countsWhatHasNoSeedInCommon() {
    train("a", "pytorch", 970);
    runs.add(SampleResult.of(spec("b", "pytorch", 2), 980));

    assertThat(lines()).containsExactly("Not compared, since they have no seed in common: 1 pair.");
  }

  private List<String> lines() {
    List<StoredRun> stored =
        runs.stream()
            .map(run -> new StoredRun(new RunFolder(Path.of(run.spec().runName())), run))
            .toList();
    return PairsText.of(Report.of(stored, (zoo, model) -> Optional.empty())).lines().toList();
  }

  /** Adds a run for each number of correct images of a thousand, with seeds from 1 on. */
  private void train(String zoo, String engine, int... correct) {
    for (int i = 0; i < correct.length; i++) {
      runs.add(SampleResult.of(spec(zoo, engine, i + 1), correct[i]));
    }
  }

  private static RunSpec spec(String zoo, String engine, long seed) {
    return new RunSpec(zoo, "m", engine, "digits", Recipe.builder("default").build(), seed, 1);
  }
}
