package org.menagerie.engine.vector.convolution;

/** Computes the gradient of a convolution's input from that of its output, row by row. */
interface InputGradient {
  /** Reads the weights that start at {@code first}. */
  void load(float[] parameters, int first);

  /** Scratch memory of a worker. */
  float[] allocate();

  /** The last row of the output's gradient, with its zeros, that an input row uses. */
  int lastRow(int row);

  /**
   * One row of every input channel.
   *
   * @param gradient as {@link Correlation#gradientLayout} lays it out
   * @param outAt index of the first channel's row in {@code out}
   * @param outChannel distance of two channels in {@code out}
   */
  void row(float[] gradient, int row, float[] out, int outAt, int outChannel, float[] scratch);
}
