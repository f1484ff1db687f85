package org.menagerie.api.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ReLU with a learned slope below zero ({@code torch.nn.PReLU}); keeps the shape.
 *
 * @param perChannel whether each channel has a slope of its own; else one serves all
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al.: Delving Deep into Rectifiers
 *     (2015)</a>
 */
public record PRelu(boolean perChannel) implements BuiltInLayer {

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    Shape slopes = Shape.flat(perChannel ? input.channels() : 1);
    return List.of(new Parameter("weight", Parameter.Role.SLOPE, slopes, 1));
  }

  @Override
  public String describe() {
    return "PReLU" + (perChannel ? " per channel" : "");
  }

  @Override
  public boolean smooth() {
    return false;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.prelu(this);
  }
}
