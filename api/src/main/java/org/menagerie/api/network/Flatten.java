package org.menagerie.api.network;

/**
 * All values in one row, channel by channel ({@code torch.nn.Flatten}): any shape to {@code [n]}.
 */
public record Flatten() implements Layer {

  @Override
  public Shape outputShape(Shape input) {
    return Shape.flat(Math.toIntExact(input.elements()));
  }

  @Override
  public String describe() {
    return "Flatten";
  }
}
