package org.menagerie.api.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Normalisation over each group of channels of each image ({@code torch.nn.GroupNorm}), with
 * learned scale and shift per channel; keeps the shape. One group normalises the image as a whole,
 * a group each every channel by itself (instance norm).
 *
 * @param groups divides the number of channels
 * @param epsilon added to the variance
 * @param affine whether scale and shift are learned
 * @see <a href="https://arxiv.org/abs/1803.08494">Wu, He: Group Normalization (2018)</a>
 */
public record GroupNorm(int groups, double epsilon, boolean affine) implements BuiltInLayer {

  public GroupNorm {
    Checks.positive(groups, "groups");
    Checks.positive(epsilon, "epsilon");
  }

  /** PyTorch's defaults: epsilon 1e-5, with scale and shift. */
  public static GroupNorm of(int groups) {
    return new GroupNorm(groups, 1e-5, true);
  }

  public GroupNorm withEpsilon(double newEpsilon) {
    return new GroupNorm(groups, newEpsilon, affine);
  }

  public GroupNorm withoutAffine() {
    return new GroupNorm(groups, epsilon, false);
  }

  @Override
  public Shape outputShape(Shape input) {
    Checks.divides(groups, input);
    return input;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    return affine ? Parameter.affine(Shape.flat(input.channels())) : List.of();
  }

  @Override
  public String describe() {
    return "GroupNorm " + groups + (affine ? "" : ", not affine");
  }

  @Override
  public boolean smooth() {
    return true;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.groupNorm(this);
  }
}
