package org.menagerie.api.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Normalisation over all values of each image ({@code torch.nn.LayerNorm} over channels, rows and
 * columns), with learned scale and shift per value; keeps the shape.
 *
 * @param epsilon added to the variance
 * @param affine whether scale and shift are learned
 * @see <a href="https://arxiv.org/abs/1607.06450">Ba, Kiros, Hinton: Layer Normalization (2016)</a>
 */
public record LayerNorm(double epsilon, boolean affine) implements BuiltInLayer {

  public LayerNorm {
    Checks.positive(epsilon, "epsilon");
  }

  /** PyTorch's defaults: epsilon 1e-5, with scale and shift. */
  public static LayerNorm standard() {
    return new LayerNorm(1e-5, true);
  }

  public LayerNorm withEpsilon(double newEpsilon) {
    return new LayerNorm(newEpsilon, affine);
  }

  public LayerNorm withoutAffine() {
    return new LayerNorm(epsilon, false);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    return affine ? Parameter.affine(input) : List.of();
  }

  @Override
  public String describe() {
    return "LayerNorm" + (affine ? "" : ", not affine");
  }

  @Override
  public boolean seesWholeInput() {
    return true;
  }

  @Override
  public boolean smooth() {
    return true;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.layerNorm(this);
  }
}
