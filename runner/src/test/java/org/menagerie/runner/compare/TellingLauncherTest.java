package org.menagerie.runner.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.execution.sweep.Launcher.Launched;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.Refusals;

class TellingLauncherTest {
  private static final TrainingListener NOBODY = new TrainingListener() {};
  private static final RunSpec SPEC =
      RunSpec.builder("zoo", "model")
          .engine("fake")
          .dataset("digits")
          .recipe(Recipe.builder("default").build())
          .build();

  @TempDir private Path out;
  private Path sweep = Path.of("");

  @BeforeEach
  void beginASweep() {
    sweep = out.resolve("sweep-0");
  }

  private Launched launched(boolean fails) {
    return new TellingLauncher((spec, listener) -> new Fake(fails), out, Refusals.in(sweep))
        .launch(SPEC, NOBODY);
  }

  private Map<String, String> told() {
    return Refusals.in(sweep).reasons();
  }

  @Test
  void keepsWhyARunWasRefusedUntilItIsLaunchedAgain() {
    Launched refused = launched(true);
    assertThatThrownBy(refused::await).hasMessage("It does not fit.");
    assertThat(told()).isEqualTo(Map.of(SPEC.runName(), "It does not fit."));

    assertThat(launched(false).await()).isEmpty();

    assertThat(told()).isEmpty();
  }

  @Test
  void keepsWhyARunCouldNotBeLaunched() {
    TellingLauncher launcher =
        new TellingLauncher(
            (spec, listener) -> {
              throw refusal();
            },
            out,
            Refusals.in(sweep));

    assertThatThrownBy(() -> launcher.launch(SPEC, NOBODY)).hasMessage("It does not fit.");
    assertThat(told()).containsOnlyKeys(SPEC.runName());
  }

  @Test
  void leavesItToTheFolderOfARunThatFailedLater() throws IOException {
    Files.createDirectory(out.resolve(SPEC.runName()));

    assertThatThrownBy(launched(true)::await).hasMessage("It does not fit.");

    assertThat(told()).isEmpty();
  }

  private static MenagerieException refusal() {
    return new MenagerieException(ErrorCode.INVALID_ARGUMENT, "It does not fit.");
  }

  private record Fake(boolean fails) implements Launched {
    @Override
    public Optional<RunResult> await() {
      if (fails) {
        throw refusal();
      }
      return Optional.empty();
    }

    @Override
    public void stop() {}

    @Override
    public void kill() {}
  }
}
