package org.menagerie.engine.vector.convolution;

import static org.menagerie.engine.vector.kernel.Winograd.VALUES;
import static org.menagerie.engine.vector.kernel.Winograd.WEIGHTS;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.engine.vector.kernel.Chunk;
import org.menagerie.engine.vector.kernel.Winograd;

/**
 * Rows of 3x3 kernels, transformed, in the order in which they are used: by value, block of output
 * channels, kernel row, input, channel.
 */
final class WinogradWeights {
  private final int[] rows;
  private final int next;
  private final float[] transformed;

  /**
   * @param blocks of output channels that are used at once
   * @param inputs input channels
   * @param turned whether outputs and inputs are exchanged, and kernels rotated
   */
  WinogradWeights(Geometry geometry, List<Chunk> blocks, int inputs, boolean turned) {
    List<Integer> order = new ArrayList<>();
    for (Chunk block : blocks) {
      for (int row = 0; row < WEIGHTS; row++) {
        for (int input = 0; input < inputs; input++) {
          for (int k = block.first(); k < block.first() + block.size(); k++) {
            order.add(
                turned
                    ? geometry.weight(input, k, WEIGHTS - 1 - row, WEIGHTS - 1)
                    : geometry.weight(k, input, row, 0));
          }
        }
      }
    }
    this.rows = order.stream().mapToInt(Integer::intValue).toArray();
    this.next = turned ? -1 : 1;
    this.transformed = new float[VALUES * rows.length];
  }

  float[] values() {
    return transformed;
  }

  /** The index of the first of those for one value of a tile. */
  int at(int value) {
    return value * rows.length;
  }

  /** Transforms the weights that begin at {@code first}. */
  void load(float[] parameters, int first) {
    for (int i = 0; i < rows.length; i++) {
      Winograd.transformWeights(parameters, first + rows[i], next, transformed, i, rows.length);
    }
  }
}
