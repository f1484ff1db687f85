package org.menagerie.api.network;

import org.jspecify.annotations.Nullable;

/**
 * All values in one row, channel by channel ({@code torch.nn.Flatten}): any shape to {@code [n]}.
 */
public record Flatten() implements BuiltInLayer {

  @Override
  public Shape outputShape(Shape input) {
    return Shape.flat(Math.toIntExact(input.elements()));
  }

  @Override
  public String describe() {
    return "Flatten";
  }

  @Override
  public boolean smooth() {
    return true;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.flatten(this);
  }
}
