package org.menagerie.engine.vector.op;

/** The array that an operation writes its values to, and the gradient of these. */
public interface Output {

  /** The operation's values for a block, as its layout lays them out. */
  float[] values(Block block);

  /**
   * Writes a row of the gradient of those values.
   *
   * @param out where to write it
   * @param firstAt index in {@code out} of the first channel's row
   * @param channelStride distance of two channels in {@code out}
   */
  void gradient(Block block, int row, float[] out, int firstAt, int channelStride);
}
