package org.menagerie.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.LayerNorm;

/** Normalisations, and what else has a parameter for each channel. */
final class Norms {
  private Norms() {}

  /** A DJL momentum of 0 leaves just this batch's statistics in the running arrays. */
  static Operation batchNorm(Backend backend, String index, BatchNorm norm, int channels) {
    return (input, pass) -> {
      Shape shape = new Shape(channels);
      return ai.djl.nn.norm.BatchNorm.batchNorm(
              input,
              pass.array(index + ".running_mean"),
              pass.array(index + ".running_var"),
              norm.affine() ? pass.array(index + ".weight") : input.getManager().ones(shape),
              norm.affine() ? pass.array(index + ".bias") : input.getManager().zeros(shape),
              backend.channelAxis(),
              0f,
              (float) norm.epsilon(),
              pass.training())
          .get(0);
    };
  }

  static Operation groupNorm(String index, GroupNorm norm) {
    return (input, pass) -> {
      NDArray standard = standardized(input, norm.groups(), norm.epsilon());
      return norm.affine()
          ? standard
              .mul(perChannel(pass.array(index + ".weight"), input))
              .add(perChannel(pass.array(index + ".bias"), input))
          : standard;
    };
  }

  static Operation layerNorm(String index, LayerNorm norm) {
    return (input, pass) -> {
      NDArray standard = standardized(input, 1, norm.epsilon());
      return norm.affine()
          ? standard.mul(batchOfOne(pass, index + ".weight")).add(batchOfOne(pass, index + ".bias"))
          : standard;
    };
  }

  private static NDArray batchOfOne(Pass pass, String name) {
    NDArray array = pass.array(name);
    return array.reshape(new Shape(1).addAll(array.getShape()));
  }

  /** At 0 its slope is the one below, as in PyTorch. */
  static Operation prelu(String index) {
    return (input, pass) -> {
      NDArray above = ai.djl.nn.Activation.relu(input);
      NDArray slopes = perChannel(pass.array(index + ".weight"), input);
      return above.add(slopes.mul(input.sub(above)));
    };
  }

  /** Mean 0 and variance 1 over each group of channels of each image. */
  private static NDArray standardized(NDArray input, int groups, double epsilon) {
    NDArray grouped = input.reshape(input.getShape().get(0), groups, -1);
    int[] axis = {2};
    NDArray centred = grouped.sub(grouped.mean(axis, true));
    NDArray deviation = centred.mul(centred).mean(axis, true).add(epsilon).sqrt();
    return centred.div(deviation).reshape(input.getShape());
  }

  /** {@code [c]} as {@code [1, c, 1, 1]}, or as {@code [1, c]} for vectors. */
  private static NDArray perChannel(NDArray values, NDArray input) {
    return input.getShape().dimension() == 4 ? values.reshape(1, -1, 1, 1) : values.reshape(1, -1);
  }
}
