package org.menagerie.reports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.reports.evidence.Report;
import org.menagerie.training.run.Misclassification;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

/** Reports made up for tests. */
public final class SampleReport {
  /** 99.38 % in the final epoch, 99.60 % in the best one. */
  public static final ModelLookup MODELS =
      SampleRun.knowing(
          PublishedResult.ofBest("its repository", 99.6).withFinal(99.38),
          Target.accuracy(99.4, "99.4 % & fewer than <8K> parameters").withMaxParameters(8_000));

  private SampleReport() {}

  /** Runs in folders that are called 0, 1, 2 and so on. */
  public static Report of(RunResult... runs) {
    return of(MODELS, List.of(runs));
  }

  /** The same with other models known. */
  public static Report of(ModelLookup models, List<RunResult> runs) {
    return Report.of(
        IntStream.range(0, runs.size())
            .mapToObj(i -> new StoredRun(new RunFolder(Path.of("/runs/" + i)), runs.get(i)))
            .toList(),
        models);
  }

  /**
   * Two models on two engines with seeds 1, 2 and 3, by an unchanged recipe: {@code model2} has
   * 99.40 % in the mean on PyTorch and 99.41 % on MXNet, {@code other} is about half a point worse.
   */
  public static Report twoModelsOnTwoEngines() {
    List<RunResult> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      runs.add(run("model2", "pytorch", seed, 9_938 + seed));
      runs.add(run("model2", "mxnet", seed, 9_937 + 2 * seed));
      runs.add(run("other", "pytorch", seed, 9_888 + seed));
      runs.add(run("other", "mxnet", seed, 9_893 - 2 * seed));
    }
    return of(runs.toArray(RunResult[]::new));
  }

  /** One seed of two models on each data set; {@code other} is worse everywhere. */
  public static Report twoModelsOnThreeDataSets() {
    List<RunResult> runs = new ArrayList<>();
    for (String dataset : List.of("digits", "letters", "signs")) {
      for (int model = 0; model < 2; model++) {
        runs.add(
            new SampleRun()
                .model("progressive", model == 0 ? "model2" : "other")
                .otherData(dataset, dataset)
                .epoch(95, 9_900 - 100 * model)
                .result());
      }
    }
    return of(runs.toArray(RunResult[]::new));
  }

  /** Two models that hold out each of three folds of a hundred images. */
  public static Report twoModelsInThreeFolds() {
    List<RunResult> runs = new ArrayList<>();
    for (int fold = 1; fold <= 3; fold++) {
      for (String model : List.of("model2", "other")) {
        int right = 95 + fold - (model.equals("other") ? fold * fold : 0);
        runs.add(
            new SampleRun()
                .model("progressive", model)
                .epoch(98, 9_900)
                .validated(right)
                .fold(fold, 3)
                .result());
      }
    }
    return of(runs.toArray(RunResult[]::new));
  }

  private static RunResult run(String model, String engine, int seed, int correct) {
    return new SampleRun()
        .model("progressive", model)
        .engine(engine)
        .seed(seed)
        .recipe(StopReason.ALL_EPOCHS, recipe -> recipe.epochs(15))
        .parameters(model.equals("model2") ? 7_976 : 6_000)
        .epoch(95, 9_700)
        .epoch(98, correct)
        .peakMemory((600L + seed) << 20)
        .answers(List.of(List.of(40, 1), List.of(0, 59)), new Misclassification(seed, 0, 1, 0.875))
        .result();
  }
}
