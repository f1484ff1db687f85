package org.menagerie.runner.compare;

import org.menagerie.training.run.RunSpec;

/** What seeds of one model have in common, as one of their specifications. */
final class RunKind {
  private static final long ANY_SEED = 1;

  private RunKind() {}

  /** The same for runs that differ in nothing but seed, threads, and notes on the recipe. */
  static RunSpec of(RunSpec spec) {
    return spec.toBuilder()
        .seed(ANY_SEED)
        .threads(1)
        .recipe(spec.recipe().toBuilder().notes().build())
        .build();
  }
}
