package org.menagerie.training.sweep;

import static java.util.stream.Collectors.toCollection;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.RunSpec;

/**
 * Runs to be compared, in the order in which they are trained.
 *
 * @param runs each once
 */
public record SweepPlan(List<RunSpec> runs) {
  private static final int HASH_DIGITS = 8;

  public SweepPlan {
    runs = List.copyOf(new LinkedHashSet<>(runs));
  }

  /** The requests for one model, engine and seed: one for each recipe that it is trained by. */
  @FunctionalInterface
  public interface Cell {
    List<RunRequest> requests(ModelDefinition model, String engine, long seed);
  }

  /**
   * Every model on every engine by every recipe with every seed. Seeds are outermost, so that a
   * sweep that is interrupted has trained all models alike.
   *
   * @throws org.menagerie.api.error.MenagerieException if one of the requests cannot be met
   */
  public static SweepPlan of(
      List<ModelDefinition> models,
      List<String> engines,
      List<Long> seeds,
      Cell cell,
      Planner planner) {
    Set<RunSpec> runs = new LinkedHashSet<>();
    for (long seed : seeds) {
      for (ModelDefinition model : models) {
        for (String engine : engines) {
          cell.requests(model, engine, seed).stream().map(planner::specify).forEach(runs::add);
        }
      }
    }
    return new SweepPlan(List.copyOf(runs));
  }

  /** The name of the sweep's own folder: the same runs have the same. */
  public String name() {
    return "sweep-" + shortHash();
  }

  /** What people call the plan by: the first digits of its hash. */
  public String shortHash() {
    return hash().substring(0, HASH_DIGITS);
  }

  /** SHA-256 of the names of its runs. */
  String hash() {
    return ShardFile.hash(runs.stream().map(RunSpec::runName).toList());
  }

  /** The engines of the runs, each once. */
  public Set<String> engines() {
    return runs.stream().map(RunSpec::engine).collect(toCollection(LinkedHashSet::new));
  }

  /** The runs, and what a folder of run folders holds of each. */
  public List<PlannedRun> in(Path out) {
    return in(out, engine -> false);
  }

  /**
   * The runs, and what a folder of run folders holds of each.
   *
   * @param anyThreads whether a run on this engine is the same with any number of threads
   */
  public List<PlannedRun> in(Path out, Predicate<String> anyThreads) {
    return runs.stream()
        .map(spec -> PlannedRun.in(out, spec, anyThreads.test(spec.engine())))
        .toList();
  }
}
