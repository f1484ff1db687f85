package org.menagerie.training.parity;

import java.util.List;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Residual;

/**
 * A network that engines can be expected to compute alike. Layers keep their places and tensors
 * their names.
 *
 * <p>Dropout is off, since each engine draws it in its own way. A smooth network has no kinks
 * either: ReLU and its like become SiLU, and maxima over windows become means. At a kink the
 * gradient jumps; a value that rounding leaves just above zero on one engine and just below on the
 * other passes its gradient or not, and from there on two correct engines part. What parts in a
 * smooth network is no such accident.
 */
public final class ComparableNetwork {
  private static final Activation SMOOTH_ACTIVATION = new Activation(Activation.Function.SILU);

  private ComparableNetwork() {}

  /** The network without dropout, and without kinks if it is to be smooth. */
  public static Network of(Network network, boolean smooth) {
    return new Network(network.input(), comparable(network.layers(), smooth));
  }

  private static List<Layer> comparable(List<Layer> layers, boolean smooth) {
    return layers.stream().map(layer -> comparable(layer, smooth)).toList();
  }

  private static Layer comparable(Layer layer, boolean smooth) {
    if (layer instanceof Dropout) {
      return new Dropout(0);
    }
    if (layer instanceof Residual residual) {
      return new Residual(comparable(residual.layers(), smooth));
    }
    return smooth ? withoutKink(layer) : layer;
  }

  private static Layer withoutKink(Layer layer) {
    if (layer instanceof MaxPool pool) {
      return new AvgPool(pool.kernel(), pool.stride(), pool.padding());
    }
    if (layer instanceof Activation activation) {
      return switch (activation.function()) {
        case RELU, LEAKY_RELU -> SMOOTH_ACTIVATION;
        case SIGMOID, TANH, SILU -> activation;
      };
    }
    return layer;
  }
}
