package org.menagerie.api.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every output a weighted sum of all inputs ({@code torch.nn.Linear}): {@code [in]} to {@code
 * [units]}. A map has to be flattened first.
 *
 * @param units outputs
 * @param bias whether each output adds a learned constant
 */
public record Linear(int units, boolean bias) implements BuiltInLayer {

  public Linear {
    Checks.positive(units, "units");
  }

  /** With bias, as in PyTorch. */
  public static Linear of(int units) {
    return new Linear(units, true);
  }

  public Linear withoutBias() {
    return new Linear(units, false);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (!input.isFlat()) {
      throw new IllegalArgumentException(
          "needs a vector [%d] but gets the map %s: put a Flatten before it"
              .formatted(input.elements(), input));
    }
    return Shape.flat(units);
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    int fanIn = input.channels();
    List<Parameter> parameters = new ArrayList<>();
    Shape weight = new Shape(List.of(units, fanIn));
    parameters.add(new Parameter("weight", Parameter.Role.WEIGHT, weight, fanIn));
    if (bias) {
      parameters.add(new Parameter("bias", Parameter.Role.BIAS, Shape.flat(units), fanIn));
    }
    return List.copyOf(parameters);
  }

  @Override
  public long multiplyAccumulates(Shape input) {
    return (long) input.channels() * units;
  }

  @Override
  public String describe() {
    return "Linear " + units + (bias ? "" : ", no bias");
  }

  @Override
  public boolean smooth() {
    return true;
  }

  @Override
  public boolean seesWholeInput() {
    return true;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.linear(this);
  }
}
