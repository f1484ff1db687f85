package org.menagerie.api.model;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an author set out to reach.
 *
 * @param testAccuracy at least this, in percent
 * @param maxParameters with at most this many trained values
 * @param withinEpochs within this many epochs
 * @param statement in the source's words, shortened
 */
public record Target(
    OptionalDouble testAccuracy,
    OptionalLong maxParameters,
    OptionalInt withinEpochs,
    String statement) {

  /** A target for accuracy alone, in percent. */
  public static Target accuracy(double testAccuracy, String statement) {
    return new Target(
        OptionalDouble.of(testAccuracy), OptionalLong.empty(), OptionalInt.empty(), statement);
  }

  /** A target for size alone. */
  public static Target parameters(long maxParameters, String statement) {
    return new Target(
        OptionalDouble.empty(), OptionalLong.of(maxParameters), OptionalInt.empty(), statement);
  }

  public Target withMaxParameters(long count) {
    return new Target(testAccuracy, OptionalLong.of(count), withinEpochs, statement);
  }

  public Target withinEpochs(int epochs) {
    return new Target(testAccuracy, maxParameters, OptionalInt.of(epochs), statement);
  }
}
