package org.menagerie.engine.vector.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.engine.vector.graph.FusedOp.Place;
import org.menagerie.engine.vector.graph.Node.Drop;
import org.menagerie.engine.vector.graph.Node.Head;
import org.menagerie.engine.vector.graph.Node.Normalize;
import org.menagerie.engine.vector.graph.Node.Relu;
import org.menagerie.engine.vector.graph.Node.Step;
import org.menagerie.engine.vector.op.Input;
import org.menagerie.engine.vector.op.Operation;

/** Nodes that become one fused operation: a head, and the elementwise nodes that follow it. */
final class FusionGroup {
  private final int index;
  private final Head head;
  private final List<FusionGroup> sources;
  private final List<String> layers = new ArrayList<>();
  private boolean reluBefore;
  private Optional<Normalized> normalize = Optional.empty();
  private boolean reluAfter;
  private double dropout;

  private record Normalized(String layer, BatchNorm norm) {}

  /**
   * @param index number of the group, in the order of computation
   * @param layer index of the layer that the head belongs to
   */
  FusionGroup(int index, Head head, String layer, List<FusionGroup> sources) {
    this.index = index;
    this.head = head;
    this.sources = sources;
    if (!sources.isEmpty()) {
      layers.add(layer);
    }
  }

  List<FusionGroup> sources() {
    return sources;
  }

  boolean normalizes() {
    return normalize.isPresent();
  }

  /** Whether there is a place for a step after what the group already has. */
  boolean takes(Step step) {
    if (sources.isEmpty() || dropout > 0 || step instanceof Head) {
      return false;
    }
    if (step instanceof Normalize) {
      return normalize.isEmpty();
    }
    return step instanceof Drop || (!reluAfter && (normalize.isPresent() || !reluBefore));
  }

  /** Adds a node that it takes. */
  void add(Node node) {
    if (node.step() instanceof Normalize by) {
      normalize = Optional.of(new Normalized(node.layer(), by.norm()));
    } else if (node.step() instanceof Drop drop) {
      dropout = drop.rate();
    } else if (node.step() instanceof Relu) {
      reluBefore |= normalize.isEmpty();
      reluAfter |= normalize.isPresent();
    }
    if (!layers.contains(node.layer())) {
      layers.add(node.layer());
    }
  }

  /** Number of the group, in the order of computation. */
  int index() {
    return index;
  }

  /** The layers that it computes, by their indices. */
  List<String> layers() {
    return List.copyOf(layers);
  }

  /**
   * The fused operation, with its memory reserved.
   *
   * @param inputs of its operation
   */
  FusedOp fuse(OperationFactory factory, Place place, List<Input> inputs) {
    Operation operation = head.maker().make(factory, inputs);
    Optional<BatchNormalization> normalization =
        normalize.map(by -> factory.normalization(by.layer, by.norm, operation.layout()));
    return factory.fused(
        place, operation, new Pointwise(reluBefore, normalization, reluAfter, dropout));
  }
}
