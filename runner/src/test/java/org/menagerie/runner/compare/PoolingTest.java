package org.menagerie.runner.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.execution.SampleResult;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.Build;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.PlannedRun;
import org.menagerie.training.sweep.SweepPlan;

class PoolingTest {
  private static final Catalog CATALOG = Catalog.installed();
  private static final int CURRENT = CATALOG.engines().get("vector").numericVersion();
  private static final int LATER = CURRENT + 1;
  private static final String WHY =
      ": their last digits differ, so that a run repeated at another version ends as another seed"
          + " might.";
  private static final String UNRECORDED =
      "zoo/a would pool runs of numeric version %d of vector and runs that record none"
              .formatted(CURRENT)
          + WHY;
  private static final String TWO_VERSIONS =
      "zoo/b would pool runs of numeric versions %d and %d of vector".formatted(CURRENT, LATER)
          + WHY;
  private static final String ADVICE =
      " Add --pool-builds to pool them, or name another folder with --out to train all of them"
          + " again.";

  @TempDir private Path folder;

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void doesNotAskWhereOneVersionComputesAll() {
    finish("b", 1, OptionalInt.of(CURRENT));

    assertThatCode(() -> pooling(false, "").ask(plan("a", "b"))).doesNotThrowAnyException();
    assertThat(screen.toString(UTF_8)).isEmpty();
  }

  /** Results of before the version was recorded can be compared with each other as ever. */
  @Test
  void doesNotAskWhereNoRunRecordsAVersion() {
    LongStream.rangeClosed(1, 3).forEach(seed -> finish("a", seed, OptionalInt.empty()));

    assertThatCode(() -> pooling(false, "").ask(plan("a"))).doesNotThrowAnyException();
  }

  @Test
  void refusesWhereNobodyCanAnswer() {
    finish("a", 1, OptionalInt.empty());
    finish("b", 2, OptionalInt.of(LATER));

    assertThatThrownBy(() -> pooling(false, "yes\n").ask(plan("a", "b")))
        .isInstanceOfSatisfying(
            MenagerieException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessage(UNRECORDED + " " + TWO_VERSIONS + ADVICE);
    assertThat(screen.toString(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", " Yes ", "YES"})
  void goesOnIfTheUserSaysYes(String answer) {
    finish("b", 2, OptionalInt.of(LATER));

    pooling(true, answer + "\n").ask(plan("b"));

    assertThat(screen.toString(UTF_8)).isEqualTo(TWO_VERSIONS + " Pool them anyway? [y/N] ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "n\n", "yesterday\n"})
  void stopsAtAnyOtherAnswer(String answer) {
    finish("b", 2, OptionalInt.of(LATER));

    assertThatThrownBy(() -> pooling(true, answer).ask(plan("b")))
        .hasMessage("Nothing was trained." + ADVICE);
  }

  @Test
  void warnsOfTheSame() {
    finish("a", 1, OptionalInt.empty());
    List<String> warnings = new ArrayList<>();

    pooling(true, "").warn(plan("a", "b"), warnings::add);

    assertThat(warnings).containsExactly(UNRECORDED);
  }

  private Pooling pooling(boolean interactive, String answers) {
    PrintStream out = new PrintStream(screen, true, UTF_8);
    return new Pooling(
        CATALOG,
        new Terminal(
            out,
            out,
            out,
            new ByteArrayInputStream(answers.getBytes(UTF_8)),
            interactive,
            false,
            80,
            24));
  }

  private void finish(String model, long seed, OptionalInt version) {
    RunSpec spec = spec(model, seed);
    RunFolder.forRun(folder, spec)
        .writeResult(SampleResult.of(spec, 990, new Build("unknown", Optional.empty(), version)));
  }

  private List<PlannedRun> plan(String... models) {
    List<RunSpec> specs = new ArrayList<>();
    for (String model : models) {
      LongStream.rangeClosed(1, 3).forEach(seed -> specs.add(spec(model, seed)));
    }
    return new SweepPlan(specs).in(folder);
  }

  private static RunSpec spec(String model, long seed) {
    return RunSpec.builder("zoo", model)
        .engine("vector")
        .dataset("digits")
        .recipe(Recipe.builder("r").build())
        .seed(seed)
        .threads(1)
        .build();
  }
}
