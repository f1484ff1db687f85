package org.menagerie.reports.table;

import java.util.OptionalLong;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.evidence.RecipeLabel;
import org.menagerie.reports.evidence.Speed;
import org.menagerie.reports.statistics.Proportion;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * One run in a table. Texts are as the run states them; writers make them harmless.
 *
 * @param model zoo and name
 * @param engine its name
 * @param dataset a provider's name, or the path of a folder
 * @param recipe its name and what was changed in it
 * @param seed of all random choices
 * @param folder that holds it, short but unlike those of the other rows
 * @param parameters trained values
 * @param epochs how long it trained
 * @param finalTest test accuracy of the final epoch
 * @param bestTest test accuracy of the best epoch
 * @param trainAccuracy running accuracy of the final epoch, in percent
 * @param claims what was published
 * @param speed of training
 * @param peakMemoryBytes of the process, if it is known
 */
public record RunRow(
    String model,
    String engine,
    String dataset,
    RecipeLabel recipe,
    long seed,
    String folder,
    long parameters,
    Epochs epochs,
    Proportion finalTest,
    BestEpoch bestTest,
    double trainAccuracy,
    Claims claims,
    Speed speed,
    OptionalLong peakMemoryBytes) {

  static RunRow of(RunResult run, RecipeLabel recipe, String folder, ModelLookup models) {
    RunSpec spec = run.spec();
    int images = run.testOutcome().images();
    EpochMetrics last = run.finalEpoch();
    EpochMetrics best = run.bestEpoch();
    return new RunRow(
        spec.modelId(),
        spec.engine(),
        spec.dataset(),
        recipe,
        spec.seed(),
        folder,
        run.parameters(),
        new Epochs(
            run.history().size(),
            spec.recipe().epochs(),
            run.stopReason(),
            spec.recipe().earlyStopping()),
        new Proportion(last.testCorrect(), images),
        new BestEpoch(best.epoch(), new Proportion(best.testCorrect(), images)),
        last.trainAccuracy(),
        Claims.of(run, models),
        Speed.of(run.history()),
        run.peakMemoryBytes());
  }
}
