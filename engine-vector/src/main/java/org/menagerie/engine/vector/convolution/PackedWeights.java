package org.menagerie.engine.vector.convolution;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.engine.vector.kernel.Chunk;

/**
 * The weights of a convolution in the order in which a {@link Correlation} uses them: by group,
 * chunk of output channels, kernel row, input, kernel column, channel.
 */
final class PackedWeights {
  private final int[] packing;
  private final float[] packed;

  /**
   * @param channels chunks of a group's output channels that are used at once
   * @param outputs output channels of a group
   * @param inputs input channels of a group
   * @param rows of the kernel that have weights, as the correlation counts them
   * @param columns likewise
   * @param turned whether outputs and inputs are exchanged, and kernels rotated
   */
  PackedWeights(
      Geometry geometry,
      List<Chunk> channels,
      int outputs,
      int inputs,
      int[] rows,
      int[] columns,
      boolean turned) {
    List<Integer> order = new ArrayList<>();
    int lastRow = geometry.kernelHeight() - 1;
    int lastColumn = geometry.kernelWidth() - 1;
    for (int group = 0; group < geometry.groups(); group++) {
      for (Chunk chunk : channels) {
        for (int row : rows) {
          for (int input = 0; input < inputs; input++) {
            for (int column : columns) {
              for (int k = chunk.first(); k < chunk.end(); k++) {
                order.add(
                    turned
                        ? geometry.weight(
                            group * inputs + input, k, lastRow - row, lastColumn - column)
                        : geometry.weight(group * outputs + k, input, row, column));
              }
            }
          }
        }
      }
    }
    this.packing = order.stream().mapToInt(Integer::intValue).toArray();
    this.packed = new float[packing.length];
  }

  /** The weights in that order. */
  float[] values() {
    return packed;
  }

  /** Reads the weights that start at {@code first}. */
  void load(float[] parameters, int first) {
    for (int i = 0; i < packing.length; i++) {
      packed[i] = parameters[first + packing[i]];
    }
  }
}
