package org.menagerie.reports.evidence;

import java.util.OptionalInt;

/**
 * What a report goes by whose runs were added by looking at those before.
 *
 * @param margin what is no difference that matters, in percentage points
 * @param modelPairs how many pairs of models there are to correct for at least, also of runs that
 *     are not here yet
 * @param enginePairs the same for pairs of engines
 * @param mostSeeds after which no seed is added, if that was fixed
 */
public record Anytime(double margin, long modelPairs, long enginePairs, OptionalInt mostSeeds) {

  /** For the runs that are there. */
  public static Anytime of(double margin) {
    return new Anytime(margin, 0, 0, OptionalInt.empty());
  }
}
