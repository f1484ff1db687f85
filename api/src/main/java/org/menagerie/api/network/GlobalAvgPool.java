package org.menagerie.api.network;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mean of each channel over the whole map ({@code torch.nn.AdaptiveAvgPool2d(1)}): {@code [c, h,
 * w]} to {@code [c, 1, 1]}.
 *
 * @see <a href="https://arxiv.org/abs/1312.4400">Lin, Chen, Yan: Network In Network (2013)</a>
 */
public record GlobalAvgPool() implements BuiltInLayer {

  @Override
  public Shape outputShape(Shape input) {
    if (!input.isImage()) {
      throw new IllegalArgumentException("needs a map [channels, height, width] but gets " + input);
    }
    return Shape.image(input.channels(), 1, 1);
  }

  @Override
  public Optional<Window> window(Shape input) {
    int edge = Math.max(input.height(), input.width());
    return Optional.of(new Window(edge, edge, 0, 1));
  }

  @Override
  public String describe() {
    return "GlobalAvgPool";
  }

  @Override
  public List<Layer> children() {
    return List.of();
  }

  @Override
  public boolean smooth() {
    return true;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.globalAvgPool(this);
  }
}
