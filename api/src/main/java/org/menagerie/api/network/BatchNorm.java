package org.menagerie.api.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation over each channel ({@code torch.nn.BatchNorm2d} on a map, {@code BatchNorm1d}
 * on a vector), with learned scale and shift; keeps the shape.
 *
 * @param epsilon added to the variance
 * @param momentum share of the new batch in the running statistics (PyTorch's sense)
 * @param affine whether scale and shift are learned
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe, Szegedy: Batch Normalization (2015)</a>
 */
public record BatchNorm(double epsilon, double momentum, boolean affine) implements BuiltInLayer {

  public BatchNorm {
    Checks.positive(epsilon, "epsilon");
    if (!(momentum > 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum must be in (0, 1]: " + momentum);
    }
  }

  /** With scale and shift. */
  public BatchNorm(double epsilon, double momentum) {
    this(epsilon, momentum, true);
  }

  /** PyTorch's defaults: epsilon 1e-5, momentum 0.1. */
  public static BatchNorm standard() {
    return new BatchNorm(1e-5, 0.1);
  }

  public BatchNorm withoutAffine() {
    return new BatchNorm(epsilon, momentum, false);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    Shape channels = Shape.flat(input.channels());
    List<Parameter> parameters = new ArrayList<>();
    if (affine) {
      parameters.addAll(Parameter.affine(channels));
    }
    parameters.add(new Parameter("running_mean", Parameter.Role.RUNNING_MEAN, channels, 1));
    parameters.add(new Parameter("running_var", Parameter.Role.RUNNING_VARIANCE, channels, 1));
    return List.copyOf(parameters);
  }

  @Override
  public String describe() {
    return "BatchNorm" + (affine ? "" : ", not affine");
  }

  @Override
  public boolean smooth() {
    return true;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.batchNorm(this);
  }

  @Override
  public OptionalDouble statisticsMomentum() {
    return OptionalDouble.of(momentum);
  }
}
