package org.menagerie.training.parity;

import java.util.List;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Branches;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.JavaLayer;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.LayerVisitor;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Sequential;

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
    Counterpart counterpart = new Counterpart(smooth);
    return layers.stream().map(counterpart::visit).toList();
  }

  /** The replacement of a layer. */
  private record Counterpart(boolean smooth) implements LayerVisitor<Layer> {

    @Override
    public Layer dropout(Dropout layer) {
      return new Dropout(0, layer.unit());
    }

    @Override
    public Layer branches(Branches layer) {
      return new Branches(
          layer.merge(), layer.layers().stream().map(path -> comparable(path, smooth)).toList());
    }

    @Override
    public Layer composite(Composite layer) {
      return new Sequential(layer.describe(), comparable(layer.layers(), smooth));
    }

    @Override
    public Layer maxPool(MaxPool layer) {
      return smooth
          ? new AvgPool(layer.kernel(), layer.stride(), layer.padding(), layer.ceil(), true)
          : layer;
    }

    @Override
    public Layer activation(Activation layer) {
      return smooth && !layer.smooth() ? SMOOTH_ACTIVATION : layer;
    }

    @Override
    public Layer avgPool(AvgPool layer) {
      return layer;
    }

    @Override
    public Layer batchNorm(BatchNorm layer) {
      return layer;
    }

    @Override
    public Layer conv2d(Conv2d layer) {
      return layer;
    }

    @Override
    public Layer flatten(Flatten layer) {
      return layer;
    }

    @Override
    public Layer adaptivePool(AdaptivePool layer) {
      return smooth ? new AdaptivePool(AdaptivePool.Kind.AVG, layer.size()) : layer;
    }

    /** Stays, kink and all, since its slopes are tensors. */
    @Override
    public Layer prelu(PRelu layer) {
      return layer;
    }

    @Override
    public Layer channelShuffle(ChannelShuffle layer) {
      return layer;
    }

    @Override
    public Layer groupNorm(GroupNorm layer) {
      return layer;
    }

    @Override
    public Layer layerNorm(LayerNorm layer) {
      return layer;
    }

    @Override
    public Layer java(JavaLayer layer) {
      return layer;
    }

    @Override
    public Layer linear(Linear layer) {
      return layer;
    }

    @Override
    public Layer custom(Layer layer) {
      return layer;
    }
  }
}
