package org.menagerie.runner.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.execution.SampleResult;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunJson;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.RunStatus;
import org.menagerie.training.sweep.SweepPlan;

/** A folder of runs made up for tests, of any number of models, learning rates and seeds. */
final class SomeRuns {
  private final Path out;
  private final int epochs;

  SomeRuns(Path out, int epochs) {
    this.out = out;
    this.epochs = epochs;
  }

  RunSpec spec(String model, String lr, long seed) {
    return RunSpec.builder("zoo", model)
        .engine("fake")
        .dataset("digits")
        .recipe(
            Recipe.builder("default")
                .epochs(epochs)
                .optimizer(Component.parse("sgd(lr=" + lr + ")"))
                .build())
        .seed(seed)
        .build();
  }

  /** Stores what a sweep plans. */
  Path plan(List<RunSpec> specs) {
    SweepPlan plan = new SweepPlan(specs);
    Path folder = out.resolve(plan.name());
    OutputFiles.write(
        folder.resolve("plan.json"), json -> RunJson.compact().writeValue(json, plan));
    return folder;
  }

  RunFolder folder(RunSpec spec) {
    return new RunFolder(out.resolve(spec.runName()));
  }

  /** Begins a run, which this very process is at. */
  RunFolder begin(RunSpec spec, int trained) {
    RunFolder folder = folder(spec);
    folder.writeSpec(spec);
    folder.writeStatus(RunStatus.training());
    folder.rewriteEvents(IntStream.rangeClosed(1, trained).mapToObj(n -> epoch(spec, n)).toList());
    return folder;
  }

  RunFolder finish(RunSpec spec) {
    RunFolder folder = begin(spec, epochs);
    folder.writeResult(SampleResult.of(spec, right(spec, epochs)));
    folder.clearStatus();
    return folder;
  }

  /** An epoch whose accuracy depends on model, learning rate, seed and number. */
  static EpochMetrics epoch(RunSpec spec, int number) {
    int right = right(spec, number);
    return EpochMetrics.builder(number)
        .trainLoss(2.0 / number)
        .trainAccuracy(90)
        .testLoss(1.5 / number)
        .testAccuracy(right / 10.0)
        .testCorrect(right)
        .learningRate(0.01)
        .seconds(10)
        .evaluationSeconds(1)
        .imagesPerSecond(4_800)
        .build();
  }

  private static int right(RunSpec spec, int number) {
    int better = Math.floorMod(spec.model().hashCode(), 40);
    int luck = Math.floorMod(spec.seed() * 7, 5);
    return Math.min(999, 900 + better + luck + 20 - 20 / number);
  }
}
