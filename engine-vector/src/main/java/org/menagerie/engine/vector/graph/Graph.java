package org.menagerie.engine.vector.graph;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.menagerie.api.network.Network;
import org.menagerie.engine.support.ParameterLayout;
import org.menagerie.engine.vector.convolution.Geometry;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.op.Block;
import org.menagerie.engine.vector.op.Worker;

/**
 * A network as fused operations.
 *
 * @param ops in the order of computation; the first holds the images
 * @param normalizations by the index of their layer
 * @param blocks memory that each block needs
 * @param workers memory that each worker needs
 */
public record Graph(
    List<FusedOp> ops,
    Map<String, BatchNormalization> normalizations,
    Plan<Block> blocks,
    Plan<Worker> workers) {

  /**
   * The graph of a network.
   *
   * @param layout of the network's parameters
   * @param tiled which convolutions work in tiles
   * @throws org.menagerie.api.error.MenagerieException if the framework does not know a layer
   */
  public static Graph of(
      Kernels kernels, Network network, ParameterLayout layout, Predicate<Geometry> tiled) {
    OperationFactory factory = new OperationFactory(kernels, layout, tiled);
    List<FusedOp> ops = Fuser.fuse(NetworkParser.parse(network), factory);
    return new Graph(
        ops, Map.copyOf(factory.normalizations()), factory.blocks(), factory.workers());
  }

  /** The last operation, whose values are the logits. */
  public FusedOp last() {
    return ops.get(ops.size() - 1);
  }
}
