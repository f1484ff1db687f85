package org.menagerie.zoo.classics;

import static org.menagerie.api.network.Layers.conv2d;

import java.util.List;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Layer;
import org.menagerie.api.recipe.Normalization;

/** Layers and settings with the defaults of Keras, where they are not PyTorch's. */
final class Keras {
  /** Grey levels divided by 255, and nothing taken off. */
  static final Normalization ZERO_TO_ONE = Normalization.of(0, 1);

  static final String ADAM = "adam(lr=0.001, eps=1e-7)";

  static final String OTHER_START =
      "Keras draws the first weights from other distributions than PyTorch, whose are used here.";

  private Keras() {}

  /** {@code BatchNormalization()}: its momentum of 0.99 is what PyTorch calls 0.01. */
  static BatchNorm batchNorm() {
    return new BatchNorm(1e-3, 0.01);
  }

  /**
   * {@code SeparableConv2D} of 3x3 without padding: between its two convolutions is nothing, and
   * only the second has biases.
   *
   * @param channels of the input
   * @param multiplier maps that the first makes of each channel
   */
  static List<Layer> separable(int channels, int multiplier, int filters) {
    return List.of(
        conv2d(channels * multiplier, 3).withGroups(channels).withoutBias(), conv2d(filters, 1));
  }
}
