package org.menagerie.api.engine;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.Optimizer;

/**
 * What an engine builds.
 *
 * @param network what to train
 * @param optimizer update rule; learning rate and momentum come with each step
 * @param labelSmoothing share of each label spread evenly over all classes
 * @param clipNorm largest global norm of the gradients; empty = no clipping
 * @param threads processor threads to compute with
 */
public record SessionSpec(
    Network network,
    Optimizer optimizer,
    double labelSmoothing,
    OptionalDouble clipNorm,
    int threads) {

  public SessionSpec {
    requireNonNull(network, "network is null");
    requireNonNull(optimizer, "optimizer is null");
    if (threads <= 0) {
      throw new IllegalArgumentException("threads must be positive: " + threads);
    }
  }
}
