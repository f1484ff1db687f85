package org.menagerie.engine.vector.op;

import org.menagerie.engine.vector.memory.Layout;

/**
 * The part of a fused operation that uses more than one value, such as a convolution. It knows its
 * sources and owns its scratch memory; it does not know what is fused onto it.
 */
public interface Operation {

  /** The gradients that a backward pass through an operation computes. */
  enum Gradients {
    ALL,
    /** Those of its parameters, which nothing waits for until the end of a step. */
    PARAMETERS,
    /** That of its input, which all operations before it wait for. */
    INPUT;

    /** Whether gradients of parameters are among them. */
    public boolean ofParameters() {
      return this != INPUT;
    }

    /** Whether the gradient of the input is among them. */
    public boolean ofInput() {
      return this != PARAMETERS;
    }
  }

  /** The layout of its values. */
  Layout layout();

  /**
   * Computes the wanted rows of its values; other workers may compute others at the same time.
   *
   * @param out where its values go
   */
  void forward(Output out, Block block, Worker worker, boolean training, Rows wanted);

  /**
   * Goes back from the gradient of its values to those of its parameters, and to that of its input,
   * which it passes to {@link Source#activateBackward} row by row.
   *
   * @param out where the gradient of its values comes from
   * @param wanted {@link Gradients#ALL}, unless it {@linkplain #hasParameters has parameters}
   */
  void backward(Output out, Block block, Worker worker, Gradients wanted);

  /** Whether it has parameters, the gradients of which can be computed by themselves. */
  default boolean hasParameters() {
    return false;
  }

  /** Reads the parameters after they have changed. */
  default void load(float[] parameters) {}
}
