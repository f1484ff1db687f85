package org.menagerie.engine.vector.convolution;

/** The way from the gradient of a convolution's output to that of its input, row by row. */
interface InputGradient {
  /** Reads the weights that begin at {@code first}. */
  void load(float[] parameters, int first);

  /** Scratch memory of a worker. */
  float[] allocate();

  /** The last row of the output's gradient, with its zeros, that an input row looks at. */
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
