package org.menagerie.engine.vector.graph;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.support.ParameterLayout;
import org.menagerie.engine.vector.convolution.Convolution;
import org.menagerie.engine.vector.convolution.Geometry;
import org.menagerie.engine.vector.convolution.WinogradConvolution;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.op.Add;
import org.menagerie.engine.vector.op.Block;
import org.menagerie.engine.vector.op.Elementwise;
import org.menagerie.engine.vector.op.Flatten;
import org.menagerie.engine.vector.op.Operation;
import org.menagerie.engine.vector.op.Pooling;
import org.menagerie.engine.vector.op.Worker;

/** Makes operations, with their memory and with the places of their parameters. */
final class OperationFactory {
  private final Kernels kernels;
  private final Predicate<Geometry> tiled;
  private final Map<String, Integer> offsets = new HashMap<>();
  private final Map<String, BatchNormalization> normalizations = new LinkedHashMap<>();
  private final Plan<Block> blocks = new Plan<>();
  private final Plan<Worker> workers = new Plan<>();

  /**
   * @param layout of the network's parameters
   * @param tiled which convolutions work in tiles
   */
  OperationFactory(Kernels kernels, ParameterLayout layout, Predicate<Geometry> tiled) {
    this.kernels = kernels;
    this.tiled = tiled;
    for (int i = 0; i < layout.parameters().size(); i++) {
      offsets.put(layout.parameters().get(i).name(), layout.offset(i));
    }
  }

  /** Memory that each block needs. */
  Plan<Block> blocks() {
    return blocks;
  }

  /** Memory that each worker needs. */
  Plan<Worker> workers() {
    return workers;
  }

  /** All normalizations so far, by the index of their layer. */
  Map<String, BatchNormalization> normalizations() {
    return normalizations;
  }

  Operation convolution(String layer, FusedOp source, Geometry geometry, boolean bias) {
    int weightAt = offset(layer, "weight");
    int biasAt = bias ? offset(layer, "bias") : -1;
    return source.trained() && tiled.test(geometry)
        ? new WinogradConvolution(kernels, source, geometry, weightAt, biasAt, workers)
        : new Convolution(kernels, source, geometry, weightAt, biasAt, workers);
  }

  Operation pooling(
      FusedOp source,
      Pooling.Kind kind,
      Shape output,
      int height,
      int width,
      int stride,
      int padding) {
    return new Pooling(
        kernels, source, kind, source.layout(), output, height, width, stride, padding, workers);
  }

  Operation elementwise(FusedOp source, Elementwise.Function function) {
    return new Elementwise(source, function, source.layout(), workers);
  }

  Operation flatten(FusedOp source) {
    return new Flatten(source, source.layout(), workers);
  }

  Operation add(FusedOp branch, FusedOp bypass) {
    return new Add(kernels, branch, bypass, bypass.layout(), workers);
  }

  /** The normalization of a node on values of that layout. */
  BatchNormalization normalization(String layer, BatchNorm norm, Layout layout) {
    BatchNormalization normalization =
        new BatchNormalization(
            norm,
            layout.channels(),
            layout.height() * layout.width(),
            offset(layer, "weight"),
            offset(layer, "bias"),
            blocks);
    normalizations.put(layer, normalization);
    return normalization;
  }

  FusedOp fused(FusedOp.Place place, Operation operation, Pointwise pointwise) {
    return new FusedOp(place, kernels, operation, pointwise, blocks, workers);
  }

  private int offset(String layer, String parameter) {
    Integer offset = offsets.get(layer + "." + parameter);
    if (offset == null) {
      throw new IllegalArgumentException("Layer " + layer + " has no " + parameter + ".");
    }
    return offset;
  }
}
