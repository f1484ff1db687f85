package org.menagerie.engine.vector.graph;

import java.util.List;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.op.Input;
import org.menagerie.engine.vector.op.Operation;

/**
 * One step of a network's computation, before steps are fused.
 *
 * @param layer index of the layer that it belongs to
 * @param inputs numbers of the nodes that it takes the values of
 * @param shape of its values
 */
record Node(String layer, Step step, List<Integer> inputs, Shape shape) {

  /** The computation of a node. */
  sealed interface Step permits Head, Relu, Normalize, Drop {}

  /** Takes more than one value of its input, or a function that nothing is fused for. */
  record Head(Maker maker) implements Step {}

  /** ReLU, value by value. */
  record Relu() implements Step {}

  /** Batch normalization. */
  record Normalize(BatchNorm norm) implements Step {}

  /** Dropout. */
  record Drop(double rate) implements Step {}

  /** Makes a head's operation. */
  @FunctionalInterface
  interface Maker {
    /** The operation on these sources. */
    Operation make(OperationFactory factory, List<Input> sources);
  }
}
