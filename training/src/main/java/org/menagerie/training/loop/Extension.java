package org.menagerie.training.loop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.WeightAverage;
import org.menagerie.training.checkpoint.Legacy;
import org.menagerie.training.checkpoint.RunOrigin;
import org.menagerie.training.loop.ShorterRuns.ShorterRun;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.Version;

/**
 * Decides whether a training may begin where a finished run of fewer epochs ended: if it would come
 * by there, with the same bits.
 *
 * @param job what is to be trained
 * @param origin what it is made from
 * @param engine what the engine says of itself
 * @param listener learns what is extended, or why the longest run is not
 */
record Extension(
    TrainingJob job, RunOrigin origin, Map<String, String> engine, TrainingListener listener) {

  /** Why a run is not extended, in words that follow "since". */
  private static final class Obstacle extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether something is amiss. */
    private final boolean damage;

    Obstacle(String reason, boolean damage) {
      super(reason);
      this.damage = damage;
    }
  }

  /** What a weight average says of a step. */
  private record Averaging(double share, StepSettings settings, boolean renewsStatistics) {
    static Averaging of(WeightAverage rule, long step, StepSettings scheduled) {
      return new Averaging(
          rule.share(step), rule.settings(step, scheduled), rule.renewsStatistics());
    }
  }

  /**
   * What the first run that can be extended has left; none if there is no such run.
   *
   * @param shorter runs, the longest first
   * @param batchesPerEpoch optimizer steps of an epoch
   */
  Optional<Legacy> of(List<ShorterRun> shorter, int batchesPerEpoch) {
    boolean told = false;
    for (ShorterRun run : shorter) {
      String name = String.valueOf(run.folder().path().getFileName());
      try {
        Legacy legacy = legacy(run, batchesPerEpoch);
        int epochs = legacy.history().size();
        listener.explained("Extending the finished run %s of %s.".formatted(name, epochs(epochs)));
        return Optional.of(legacy);
      } catch (Obstacle e) {
        int epochs = run.job().spec().recipe().epochs();
        String sentence =
            "The finished run %s of %s is not extended, since %s."
                .formatted(name, epochs(epochs), e.getMessage());
        if (!told && e.damage) {
          listener.noticed(sentence);
        } else if (!told) {
          listener.explained(sentence);
        }
        told = true;
      }
    }
    return Optional.empty();
  }

  private static String epochs(int number) {
    return number == 1 ? "1 epoch" : number + " epochs";
  }

  private Legacy legacy(ShorterRun run, int batchesPerEpoch) throws Obstacle {
    RunResult result = read(run.folder()::readResult);
    requireSameSteps(run.job(), result.history(), batchesPerEpoch);
    requireSameMaker(result.provenance());
    Legacy legacy =
        read(() -> Legacy.of(run.folder(), run.job().spec().runName()))
            .filter(
                found ->
                    found
                        .history()
                        .equals(result.history().stream().map(EpochMetrics::asTrained).toList()))
            .orElseThrow(() -> new Obstacle("a checkpoint of it is missing or damaged", true));
    Optional<String> difference = origin.difference(legacy.origin());
    require(difference.isEmpty(), () -> "it was trained with other " + difference.orElseThrow());
    OptionalInt numbers = OptionalInt.of(job.engine().numericVersion());
    require(
        legacy.checkpoint().numericVersion().equals(numbers),
        () -> "this version of the engine computes other numbers");
    return legacy;
  }

  private static <T> T read(Supplier<T> files) throws Obstacle {
    try {
      return files.get();
    } catch (MenagerieException e) {
      throw new Obstacle("a file of it is damaged or cannot be read", true);
    }
  }

  /**
   * All that knows the number of epochs is asked for every step that the shorter run took, with the
   * losses that it had: that is exact, for plug-ins too.
   */
  private void requireSameSteps(
      TrainingJob shorter, List<EpochMetrics> history, int batchesPerEpoch) throws Obstacle {
    Recipe recipe = job.spec().recipe();
    List<Double> losses = history.stream().map(EpochMetrics::trainLoss).toList();
    for (int epoch = 0; epoch < losses.size(); epoch++) {
      List<Double> before = losses.subList(0, epoch);
      for (int batch = 0; batch < batchesPerEpoch; batch++) {
        long step = (long) epoch * batchesPerEpoch + batch;
        StepSettings scheduled = job.curve().at(step, before);
        require(
            scheduled.equals(shorter.curve().at(step, before)),
            () ->
                "with %s the schedule %s is another"
                    .formatted(epochs(recipe.epochs()), recipe.schedule()));
        require(
            job.average()
                .map(rule -> Averaging.of(rule, step, scheduled))
                .equals(shorter.average().map(rule -> Averaging.of(rule, step, scheduled))),
            () ->
                "with %s the average %s is another"
                    .formatted(epochs(recipe.epochs()), recipe.average().orElseThrow()));
      }
    }
  }

  /** What resuming takes for granted, and what epochs would not be as fast without. */
  private void requireSameMaker(Provenance then) throws Obstacle {
    require(
        then.menagerie().equals(Version.current()),
        () -> "it was trained by version %s of this program".formatted(then.menagerie()));
    Machine here = Machine.here();
    require(
        here.isAsFastAs(then.machine()) && here.java().equals(then.machine().java()),
        () -> "it was trained on another machine or with another Java");
    require(then.engine().equals(engine), () -> "its engine had other libraries");
  }

  private static void require(boolean fulfilled, Supplier<String> reason) throws Obstacle {
    if (!fulfilled) {
      throw new Obstacle(reason.get(), false);
    }
  }
}
