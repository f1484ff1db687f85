package org.menagerie.inference.explain;

import java.util.Arrays;
import org.menagerie.inference.plan.Value;

/**
 * Maps of one size.
 *
 * @param values one map behind the other, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares or hashes it.
public record Maps(int count, int height, int width, float[] values) {

  /** A copy of what a step has written, which is image-like. */
  static Maps of(Value value, float[] values) {
    return new Maps(
        value.shape().channels(),
        value.shape().height(),
        value.shape().width(),
        Arrays.copyOf(values, value.length()));
  }

  /** The number at a place of a map. */
  public float at(int map, int row, int column) {
    return values[(map * height + row) * width + column];
  }

  /** The largest distance from 0. */
  float reach() {
    float reach = 0;
    for (float value : values) {
      reach = Math.max(reach, Math.abs(value));
    }
    return reach;
  }
}
