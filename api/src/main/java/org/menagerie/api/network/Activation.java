package org.menagerie.api.network;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An elementwise non-linearity; keeps the shape.
 *
 * @param function which one
 * @param arguments the function's constants, in the order of {@link Function#constants}
 */
public record Activation(Function function, List<Double> arguments) implements BuiltInLayer {

  public Activation {
    requireNonNull(function, "function is null");
    arguments = List.copyOf(arguments);
    if (arguments.size() != function.constants.size()) {
      throw new IllegalArgumentException(
          "%s takes %d constants but gets %s"
              .formatted(function.title, function.constants.size(), arguments));
    }
    for (double argument : arguments) {
      if (!Double.isFinite(argument)) {
        throw new IllegalArgumentException(function.title + " takes finite numbers: " + arguments);
      }
    }
    if (function == Function.HARDTANH && !(arguments.get(0) < arguments.get(1))) {
      throw new IllegalArgumentException(
          "Hardtanh needs min below max: " + arguments.get(0) + ", " + arguments.get(1));
    }
    if (function == Function.SOFTPLUS && !(arguments.get(0) > 0)) {
      throw new IllegalArgumentException("Softplus needs a positive beta: " + arguments.get(0));
    }
  }

  /** With PyTorch's default constants. */
  public Activation(Function function) {
    this(function, function.constants.stream().map(Constant::value).toList());
  }

  /**
   * A constant of a function.
   *
   * @param name for example {@code slope}
   * @param value PyTorch's default
   */
  public record Constant(String name, double value) {}

  /** Non-linearities. */
  public enum Function {
    /** max(x, 0). */
    RELU("ReLU", false),
    /** x above zero, slope * x below. */
    LEAKY_RELU("LeakyReLU", false, new Constant("slope", 0.01)),
    /** 1 / (1 + exp(-x)). */
    SIGMOID("Sigmoid", true),
    TANH("Tanh", true),
    /** x * sigmoid(x), also called swish. */
    SILU("SiLU", true),
    /** x above zero, alpha * (exp(x) - 1) below; its slope jumps unless alpha is 1. */
    ELU("ELU", false, new Constant("alpha", 1)),
    /** x * P(Z &lt;= x) for a standard normal Z. */
    GELU("GELU", true),
    /** GELU by its approximation: x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))). */
    GELU_TANH("GELU tanh", true),
    /** x * tanh(softplus(x)). */
    MISH("Mish", true),
    /** x * min(max(x + 3, 0), 6) / 6. */
    HARDSWISH("Hardswish", false),
    /** min(max(x + 3, 0), 6) / 6. */
    HARDSIGMOID("Hardsigmoid", false),
    /** x, but at least min and at most max. */
    HARDTANH("Hardtanh", false, new Constant("min", -1), new Constant("max", 1)),
    /** min(max(x, 0), 6). */
    RELU6("ReLU6", false),
    /** log(1 + exp(beta * x)) / beta, and x where beta * x is above the threshold. */
    SOFTPLUS("Softplus", true, new Constant("beta", 1), new Constant("threshold", 20));

    private final String title;
    private final boolean smooth;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable.
    private final List<Constant> constants;

    Function(String title, boolean smooth, Constant... constants) {
      this.title = title;
      this.smooth = smooth;
      this.constants = List.of(constants);
    }

    /** What it can be given besides x, with PyTorch's defaults. */
    public List<Constant> constants() {
      return constants;
    }
  }

  /** A constant by its place. */
  public double argument(int index) {
    return arguments.get(index);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public String describe() {
    return equals(new Activation(function))
        ? function.title
        : function.title
            + IntStream.range(0, arguments.size())
                .mapToObj(i -> " " + function.constants.get(i).name() + " " + arguments.get(i))
                .collect(Collectors.joining(","));
  }

  @Override
  public boolean smooth() {
    return function.smooth || (function == Function.ELU && argument(0) == 1);
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.activation(this);
  }
}
