package org.menagerie.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Residual;

/**
 * The biases that do nothing: batch norm takes each channel's mean away, and with it any constant
 * that a convolution before it has added, through poolings too. Their gradient is zero but for
 * rounding, and PyTorch's users are used to them.
 */
final class CancelledBiases {
  private final Set<String> names = new HashSet<>();

  private CancelledBiases() {}

  static Set<String> of(Network network) {
    CancelledBiases found = new CancelledBiases();
    found.collect(network.layers(), "", false);
    return found.names;
  }

  /**
   * @param normalised whether batch norm follows after the last of the layers
   */
  private void collect(List<Layer> layers, String prefix, boolean normalised) {
    boolean cancelled = normalised;
    for (int i = layers.size() - 1; i >= 0; i--) {
      Layer layer = layers.get(i);
      if (layer instanceof Residual residual) {
        collect(residual.layers(), prefix + i + ".", cancelled);
      } else if (cancelled && layer instanceof Conv2d conv && conv.bias()) {
        names.add(prefix + i + ".bias");
      }
      cancelled =
          layer instanceof BatchNorm
              || (cancelled && (layer instanceof MaxPool || layer instanceof AvgPool));
    }
  }
}
