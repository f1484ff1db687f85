package org.menagerie.runner.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.sweep.Launcher;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.Refusals;

/**
 * Launches as another one does, and keeps why runs were refused for those who look on.
 *
 * @param out folder of the runs, in which nothing is left of one that was refused
 */
record TellingLauncher(Launcher launcher, Path out, Refusals refusals) implements Launcher {
  @Override
  public Launched launch(RunSpec spec, TrainingListener listener) {
    refusals.remove(spec.runName());
    try {
      return new Telling(launcher.launch(spec, listener), spec);
    } catch (MenagerieException e) {
      throw told(spec, e);
    }
  }

  private MenagerieException told(RunSpec spec, MenagerieException failure) {
    if (!Files.exists(out.resolve(spec.runName()))) {
      refusals.add(spec.runName(), String.valueOf(failure.getMessage()));
    }
    return failure;
  }

  private final class Telling implements Launched {
    private final Launched launched;
    private final RunSpec spec;

    Telling(Launched launched, RunSpec spec) {
      this.launched = launched;
      this.spec = spec;
    }

    @Override
    public Optional<RunResult> await() {
      try {
        return launched.await();
      } catch (MenagerieException e) {
        throw told(spec, e);
      }
    }

    @Override
    public void stop() {
      launched.stop();
    }

    @Override
    public void kill() {
      launched.kill();
    }
  }
}
