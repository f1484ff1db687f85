package org.menagerie.api.network;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A tensor that a layer owns, named as in PyTorch's {@code state_dict}.
 *
 * @param name local name within a layer ({@code weight}), or the full one within a network ({@code
 *     4.weight}, {@code 7.paths.1.0.weight} inside {@link Branches})
 * @param role what it is for
 * @param shape for example {@code [out, in / groups, kernel, kernel]} for a convolution's weight
 * @param fanIn inputs that are summed into one output value; decides the initial range
 */
public record Parameter(String name, Role role, Shape shape, long fanIn) {

  public Parameter {
    requireNonNull(name, "name is null");
    requireNonNull(role, "role is null");
    requireNonNull(shape, "shape is null");
    if (fanIn <= 0) {
      throw new IllegalArgumentException("fanIn must be positive: " + fanIn);
    }
  }

  /** What a tensor is for; decides how it starts and whether it is trained. */
  public enum Role {
    /** Weight of a convolution or linear layer; starts uniform in ±1/sqrt(fanIn). */
    WEIGHT,
    /** Bias of a convolution or linear layer; starts uniform in ±1/sqrt(fanIn). */
    BIAS,
    /** Scale of a normalisation (gamma); starts at 1. */
    SCALE,
    /** Shift of a normalisation (beta); starts at 0. */
    SHIFT,
    /** Slope of PReLU below zero; starts at 0.25. */
    SLOPE,
    /** Running mean of a normalisation; tracked, not trained; starts at 0. */
    RUNNING_MEAN,
    /** Running variance of a normalisation; tracked, not trained; starts at 1. */
    RUNNING_VARIANCE
  }

  /** Whether the optimizer changes it; only these count as parameters of a model. */
  public boolean trainable() {
    return role != Role.RUNNING_MEAN && role != Role.RUNNING_VARIANCE;
  }

  /** Scale and shift of a normalisation. */
  static List<Parameter> affine(Shape shape) {
    return List.of(
        new Parameter("weight", Role.SCALE, shape, 1), new Parameter("bias", Role.SHIFT, shape, 1));
  }

  Parameter within(String prefix) {
    return new Parameter(prefix + "." + name, role, shape, fanIn);
  }
}
