package org.menagerie.engine.vector.convolution;

import java.util.Arrays;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.LaneSums;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.op.Block;

/** The biases of a convolution, which may have none. */
final class Bias {
  private final Kernels kernels;
  private final Layout output;
  private final int first;
  private float[] parameters = new float[0];

  /**
   * @param output the convolution's layout
   * @param first where the biases begin among the parameters; negative if there are none
   */
  Bias(Kernels kernels, Layout output, int first) {
    this.kernels = kernels;
    this.output = output;
    this.first = first;
  }

  private boolean none() {
    return first < 0;
  }

  /** Memory for the sums of a block, which are zero. */
  float[] allocate() {
    return new float[none() ? 0 : output.channels() * Kernels.SUM];
  }

  /** Reads the parameters after they have changed. */
  void load(float[] values) {
    parameters = values;
  }

  /** Adds the biases to a row of the output. */
  void add(float[] out, int row) {
    if (none()) {
      return;
    }
    for (int k = 0; k < output.channels(); k++) {
      kernels.addBias(out, output.at(k, row, 0), output.width(), parameters[first + k]);
    }
  }

  /**
   * Sums a row of the output's gradient.
   *
   * @param at where the row of the first channel begins
   * @param channel distance of two channels
   */
  void sum(float[] gradient, int at, int channel, float[] sums) {
    if (none()) {
      return;
    }
    for (int k = 0; k < output.channels(); k++) {
      kernels.addRow(gradient, at + k * channel, output.width(), sums, k * Kernels.SUM);
    }
  }

  /** Sums over the images of a block, and clears the sums. */
  void finish(float[] sums, Block block) {
    if (none()) {
      return;
    }
    for (int k = 0; k < output.channels(); k++) {
      block.parameterGradients()[first + k] =
          (float) LaneSums.compensated(sums, k * Kernels.SUM, block.images());
    }
    Arrays.fill(sums, 0);
  }
}
