package org.menagerie.api.network;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An elementwise non-linearity; keeps the shape.
 *
 * @param function which one
 */
public record Activation(Function function) implements BuiltInLayer {

  public Activation {
    requireNonNull(function, "function is null");
  }

  /** Non-linearities, with PyTorch's default constants. */
  public enum Function {
    RELU("ReLU", false),
    /** Slope 0.01 below zero. */
    LEAKY_RELU("LeakyReLU", false),
    SIGMOID("Sigmoid", true),
    TANH("Tanh", true),
    /** x * sigmoid(x), also called swish. */
    SILU("SiLU", true);

    private final String title;
    private final boolean smooth;

    Function(String title, boolean smooth) {
      this.title = title;
      this.smooth = smooth;
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

  @Override
  public List<Layer> children() {
    return List.of();
  }

  @Override
  public boolean smooth() {
    return function.smooth;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.activation(this);
  }
}
