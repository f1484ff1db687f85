package org.menagerie.training.sweep;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.function.Function;
import org.menagerie.training.recipe.AnyFold;
import org.menagerie.training.run.RunSpec;

/** What seeds of one model have in common, as one of their specifications. */
public final class RunKind {
  private static final long ANY_SEED = 1;

  private RunKind() {}

  /**
   * The same for runs that differ in nothing but seed, threads, notes on the recipe, and the fold
   * that they hold out.
   */
  public static RunSpec of(RunSpec spec) {
    return spec.toBuilder()
        .seed(ANY_SEED)
        .threads(1)
        .recipe(AnyFold.of(spec.recipe()).toBuilder().notes().build())
        .build();
  }

  /** How many pairs there are on one engine, among runs of several kinds. */
  public static long pairsOfModels(List<RunSpec> specs) {
    return pairs(specs, RunSpec::engine);
  }

  /** How many pairs there are that differ in nothing but the engine. */
  public static long pairsOfEngines(List<RunSpec> specs) {
    return pairs(specs, spec -> spec.toBuilder().engine("any").build());
  }

  private static long pairs(List<RunSpec> specs, Function<RunSpec, Object> arena) {
    return specs.stream()
        .map(RunKind::of)
        .distinct()
        .collect(groupingBy(arena, counting()))
        .values()
        .stream()
        .mapToLong(kinds -> kinds * (kinds - 1) / 2)
        .sum();
  }
}
