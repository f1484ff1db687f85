package org.menagerie.data.augment;

import java.util.function.ToIntFunction;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Draws one of the {@link AutoOperation}s.
 *
 * @param bins steps of the scale of strengths, at least 2
 */
record AutoDraw(Magnitudes magnitudes, int bins, Resampling resampling) {
  private static final String BINS = "num_magnitude_bins";
  private static final int MOST_BINS = 1_000_000;
  private static final AutoOperation[] OPERATIONS = AutoOperation.values();

  static ParameterSpec binsOption() {
    return ParameterSpec.of(BINS, 31, "steps of the scale of strengths, at least 2");
  }

  static AutoDraw of(Magnitudes magnitudes, Arguments arguments) {
    return new AutoDraw(
        magnitudes, arguments.integer(BINS, 2, MOST_BINS), Resampling.of(arguments));
  }

  /**
   * An operation, each as likely as any other.
   *
   * @param bin chooses the strength of one that has a strength
   */
  ImageOperation operation(RandomStream random, ToIntFunction<RandomStream> bin, Shape shape) {
    AutoOperation operation = OPERATIONS[random.below(OPERATIONS.length)];
    AutoOperation.Strength strength = operation.strength();
    if (strength == AutoOperation.Strength.NONE) {
      return operation.of(0, resampling, shape);
    }
    double magnitude = magnitudes.of(operation, bin.applyAsInt(random), bins, shape);
    boolean isNegative = strength == AutoOperation.Strength.SIGNED && random.below(2) == 1;
    return operation.of(isNegative ? -magnitude : magnitude, resampling, shape);
  }
}
