package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.Changes.Outcome;
import org.menagerie.reports.schema.ChangeDocument;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class ChangesTest {
  /** Seeds from 1 on. */
  private static List<RunResult> runs(String model, double lr, int... correct) {
    List<RunResult> runs = new ArrayList<>();
    for (int i = 0; i < correct.length; i++) {
      runs.add(
          new SampleRun()
              .model("zoo", model)
              .seed(i + 1)
              .recipe(
                  StopReason.ALL_EPOCHS,
                  recipe -> recipe.epochs(1).optimizer("sgd(lr=%s)".formatted(lr)))
              .epoch(95, correct[i])
              .result());
    }
    return runs;
  }

  private static Report report(List<List<RunResult>> models) {
    return SampleReport.of(models.stream().flatMap(List::stream).toArray(RunResult[]::new));
  }

  private static List<Outcome> verdicts(Changes changes) {
    return changes.pairs().pairs().stream().map(Changes::outcome).toList();
  }

  @Test
  void areBetterWorseOrUndecided() {
    Report before =
        report(
            List.of(
                runs("a", 0.1, 9_800, 9_810, 9_805),
                runs("b", 0.1, 9_800, 9_810, 9_805),
                runs("c", 0.1, 9_800, 9_810, 9_805),
                runs("gone", 0.1, 9_000)));
    Report after =
        report(
            List.of(
                runs("a", 0.1, 9_850, 9_861, 9_855),
                runs("b", 0.1, 9_750, 9_761, 9_755),
                runs("c", 0.1, 9_850, 9_760, 9_805),
                runs("new", 0.1, 9_000)));

    Changes changes = Changes.between(before, after, OptionalDouble.empty());

    assertThat(verdicts(changes)).containsExactly(Outcome.BETTER, Outcome.WORSE, Outcome.UNDECIDED);
    assertThat(changes.pairs().pairs().get(0).difference().mean()).isPositive();
    assertThat(changes.gone()).containsExactly("zoo/gone");
    assertThat(changes.added()).containsExactly("zoo/new");
    assertThat(new ChangeDocument(changes, List.of()).headlines())
        .containsExactly(
            "After beside before: 1 better, 1 worse, 0 equivalent, 1 undecided, 0 unchanged.",
            "Only before: zoo/gone.",
            "Only after: zoo/new.");
  }

  @Test
  void areFoundThoughTheRecipeIsAnother() {
    Report before = report(List.of(runs("a", 0.1, 9_800, 9_810, 9_805)));
    Report after = report(List.of(runs("a", 0.2, 9_850, 9_861, 9_855)));

    assertThat(verdicts(Changes.between(before, after, OptionalDouble.empty())))
        .containsExactly(Outcome.BETTER);
    Report several =
        report(List.of(runs("a", 0.2, 9_850, 9_861, 9_855), runs("a", 0.3, 9_850, 9_861, 9_855)));
    assertThatThrownBy(() -> Changes.between(before, several, OptionalDouble.empty()))
        .as("which of the two it became is not known")
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("No model was trained both before and after");
  }

  @Test
  void areEquivalentWithinTheMargin() {
    Report before = report(List.of(runs("a", 0.1, 9_800, 9_810, 9_805, 9_803)));
    Report after = report(List.of(runs("a", 0.1, 9_801, 9_809, 9_806, 9_803)));

    Changes changes = Changes.between(before, after, OptionalDouble.of(0.1));
    assertThat(verdicts(changes)).containsExactly(Outcome.EQUIVALENT);
    Changes none = Changes.between(before, before, OptionalDouble.empty());
    assertThat(verdicts(none)).containsExactly(Outcome.UNCHANGED);
    assertThat(none.count(Outcome.UNCHANGED)).isEqualTo(1);
  }
}
