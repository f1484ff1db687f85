package org.menagerie.testkit;

import java.util.HashSet;
import java.util.Set;
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
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Path;
import org.menagerie.api.network.Size;

/**
 * The biases that do nothing: batch norm takes each channel's mean away, and with it any constant
 * that a convolution or a batch norm before it has added, through poolings, and through
 * convolutions that see no padding, too. Their gradient is zero but for rounding, and PyTorch's
 * users are used to them.
 */
final class CancelledBiases {
  private final Set<String> names = new HashSet<>();

  private CancelledBiases() {}

  static Set<String> of(Network network) {
    CancelledBiases found = new CancelledBiases();
    found.collect(new Path("", network.layers()), false);
    return found.names;
  }

  /**
   * @param normalised whether batch norm follows after the last of the layers
   */
  private void collect(Path path, boolean normalised) {
    boolean cancelled = normalised;
    for (int i = path.layers().size() - 1; i >= 0; i--) {
      cancelled = new Backwards(path.prefix() + i, cancelled).visit(path.layers().get(i));
    }
  }

  /** Whether a constant added to a channel before a layer is taken away again. */
  private final class Backwards implements LayerVisitor<Boolean> {
    private final String index;

    /** Whether one added after the layer is. */
    private final boolean cancelled;

    Backwards(String index, boolean cancelled) {
      this.index = index;
      this.cancelled = cancelled;
    }

    @Override
    public Boolean batchNorm(BatchNorm layer) {
      if (cancelled && layer.affine()) {
        names.add(index + ".bias");
      }
      return true;
    }

    @Override
    public Boolean maxPool(MaxPool layer) {
      return cancelled;
    }

    @Override
    public Boolean avgPool(AvgPool layer) {
      return cancelled;
    }

    @Override
    public Boolean conv2d(Conv2d layer) {
      if (cancelled && layer.bias()) {
        names.add(index + ".bias");
      }
      return cancelled && layer.padding().equals(Padding.of(Size.square(0)));
    }

    @Override
    public Boolean branches(Branches layer) {
      boolean behind = cancelled && layer.merge() != Branches.Merge.MULTIPLY;
      layer.paths().forEach(path -> collect(path.within(index), behind));
      return false;
    }

    @Override
    public Boolean composite(Composite layer) {
      layer.paths().forEach(path -> collect(path.within(index), cancelled));
      return false;
    }

    @Override
    public Boolean activation(Activation layer) {
      return false;
    }

    @Override
    public Boolean dropout(Dropout layer) {
      return false;
    }

    @Override
    public Boolean flatten(Flatten layer) {
      return false;
    }

    @Override
    public Boolean adaptivePool(AdaptivePool layer) {
      return false;
    }

    @Override
    public Boolean channelShuffle(ChannelShuffle layer) {
      return false;
    }

    @Override
    public Boolean groupNorm(GroupNorm layer) {
      return false;
    }

    @Override
    public Boolean layerNorm(LayerNorm layer) {
      return false;
    }

    @Override
    public Boolean prelu(PRelu layer) {
      return false;
    }

    @Override
    public Boolean java(JavaLayer layer) {
      return false;
    }

    @Override
    public Boolean linear(Linear layer) {
      return false;
    }

    @Override
    public Boolean custom(Layer layer) {
      return false;
    }
  }
}
