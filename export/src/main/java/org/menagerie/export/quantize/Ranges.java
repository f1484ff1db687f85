package org.menagerie.export.quantize;

import java.util.HashMap;
import java.util.Map;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.Value;
import org.menagerie.inference.run.PlanRunner;

/** The least and the largest number of each value, over some images. */
final class Ranges {
  private static final int WHITE = 255;

  private final Map<Integer, float[]> ends = new HashMap<>();

  private Ranges() {}

  /**
   * Those that images show; that of the input is of all grey levels.
   *
   * @param pixels grey levels of each image, channel by channel, row by row
   */
  static Ranges of(TrainedNetwork network, Plan plan, byte[][] pixels) {
    Ranges ranges = new Ranges();
    for (int channel = 0; channel < network.input().channels(); channel++) {
      Normalization normalization = network.normalization().channel(channel);
      ranges.see(plan.input(), new float[] {normalization.apply(0)}, 1);
      ranges.see(plan.input(), new float[] {normalization.apply(WHITE)}, 1);
    }
    PlanRunner runner = new PlanRunner(plan);
    for (byte[] image : pixels) {
      runner.run(
          network.normalized(new byte[][] {image}),
          (step, values) -> ranges.see(step.output(), values, step.output().length()));
    }
    return ranges;
  }

  private void see(Value value, float[] numbers, int length) {
    float[] range =
        ends.computeIfAbsent(
            value.id(), id -> new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY});
    for (int i = 0; i < length; i++) {
      range[0] = Math.min(range[0], numbers[i]);
      range[1] = Math.max(range[1], numbers[i]);
    }
  }

  /**
   * The levels that cover a value's range.
   *
   * @throws MenagerieException if it has no ends
   */
  Levels levels(Value value) {
    float[] range = ends.getOrDefault(value.id(), new float[2]);
    if (!Float.isFinite(range[1] - range[0])) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED,
          "Shown training images, the network computes numbers from %s to %s, which 256 levels do not cover: export 32-bit floats, or another run."
              .formatted(range[0], range[1]));
    }
    return Levels.of(range[0], range[1]);
  }
}
