package org.menagerie.api.network;

import static java.util.Objects.requireNonNull;

/**
 * An elementwise non-linearity; keeps the shape.
 *
 * @param function which one
 */
public record Activation(Function function) implements Layer {

  public Activation {
    requireNonNull(function, "function is null");
  }

  /** Non-linearities, with PyTorch's default constants. */
  public enum Function {
    RELU("ReLU"),
    /** Slope 0.01 below zero. */
    LEAKY_RELU("LeakyReLU"),
    SIGMOID("Sigmoid"),
    TANH("Tanh"),
    /** x * sigmoid(x), also called swish. */
    SILU("SiLU");

    private final String title;

    Function(String title) {
      this.title = title;
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public String describe() {
    return function.title;
  }
}
