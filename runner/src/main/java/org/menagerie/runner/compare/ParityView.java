package org.menagerie.runner.compare;

import java.util.List;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.parity.Parity;
import org.menagerie.training.parity.TracePlan;
import org.menagerie.training.run.RunSpec;

/** A comparison of engines for programs: what {@code compare --parity --json} prints. */
record ParityView(
    String zoo,
    String model,
    String dataset,
    Recipe recipe,
    long seed,
    int threads,
    boolean smooth,
    boolean agree,
    List<Parity> comparisons) {

  static ParityView of(RunSpec spec, TracePlan plan, List<Parity> comparisons) {
    return new ParityView(
        spec.zoo(),
        spec.model(),
        spec.dataset(),
        spec.recipe(),
        spec.seed(),
        spec.threads(),
        plan.smooth(),
        comparisons.stream().allMatch(Parity::agrees),
        comparisons);
  }
}
