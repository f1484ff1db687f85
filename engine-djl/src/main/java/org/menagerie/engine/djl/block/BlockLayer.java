package org.menagerie.engine.djl.block;

import ai.djl.nn.Block;
import java.util.Set;
import org.menagerie.api.network.Layer;

/**
 * A layer that {@code org.menagerie.api.network} does not have, computed by a block of Deep Java
 * Library. Shape, parameters and cost are stated as by any other {@link Layer}, so the network can
 * be analysed without an engine; the engine checks the block against them.
 *
 * <p>The weights belong to the framework: they are drawn, changed by the optimizer, saved and
 * compared like those of any other layer. What the block itself would draw or keep is not used, so
 * it must not track statistics; a {@link org.menagerie.api.network.BatchNorm} beside it can.
 */
public interface BlockLayer extends Layer {

  /**
   * A new block, created once per training run. It takes one array, samples first ({@code [n, c, h,
   * w]}), and returns one. Its parameters, children included, are those that {@link #parameters}
   * states: the same shapes in the same order, all of them trained.
   *
   * <p>Compute with two arrays, not an array and a number: {@code mul(Number)} and its like free
   * the number's array at once in DJL 0.35, while PyTorch still needs it for the backward pass,
   * which then computes with whatever has taken its memory. Take an array of the input's manager,
   * {@code input.getManager().create(0.5f)}, instead.
   */
  Block block();

  /** The engines that can run the block; both by default. */
  default Set<String> engines() {
    return Set.of("pytorch", "mxnet");
  }
}
