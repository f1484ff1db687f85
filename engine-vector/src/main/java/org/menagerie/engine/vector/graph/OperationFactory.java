package org.menagerie.engine.vector.graph;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.JavaLayer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.support.ParameterLayout;
import org.menagerie.engine.vector.convolution.Convolution;
import org.menagerie.engine.vector.convolution.Geometry;
import org.menagerie.engine.vector.convolution.WinogradConvolution;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.op.AdaptivePooling;
import org.menagerie.engine.vector.op.Add;
import org.menagerie.engine.vector.op.Block;
import org.menagerie.engine.vector.op.Concat;
import org.menagerie.engine.vector.op.Elementwise;
import org.menagerie.engine.vector.op.Flatten;
import org.menagerie.engine.vector.op.GroupNormalization;
import org.menagerie.engine.vector.op.GroupNormalization.Affine;
import org.menagerie.engine.vector.op.Input;
import org.menagerie.engine.vector.op.JavaOperation;
import org.menagerie.engine.vector.op.Multiply;
import org.menagerie.engine.vector.op.Operation;
import org.menagerie.engine.vector.op.ParametricRelu;
import org.menagerie.engine.vector.op.Pooling;
import org.menagerie.engine.vector.op.Shuffle;
import org.menagerie.engine.vector.op.Source;
import org.menagerie.engine.vector.op.UnitDropout;
import org.menagerie.engine.vector.op.Worker;

/** Creates operations, with their memory and the places of their parameters. */
final class OperationFactory {
  /** Stands for the place of parameters that a layer does not have. */
  private static final int NONE = -1;

  private final Kernels kernels;
  private final Predicate<Geometry> tiled;
  private final Map<String, Integer> offsets = new HashMap<>();
  private final Map<String, BatchNormalization> normalizations = new LinkedHashMap<>();
  private final Plan<Block> blocks = new Plan<>();
  private final Plan<Worker> workers = new Plan<>();
  private int unitDropouts;

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

  Operation convolution(String layer, Input input, Geometry geometry, boolean bias) {
    int weightAt = offset(layer, "weight");
    int biasAt = bias ? offset(layer, "bias") : NONE;
    Source source = input.source();
    return source.trained() && tiled.test(geometry)
        ? new WinogradConvolution(kernels, source, geometry, weightAt, biasAt, workers)
        : new Convolution(kernels, source, geometry, weightAt, biasAt, workers);
  }

  Operation pooling(Input input, Pooling.Windows windows, Shape output) {
    return new Pooling(
        kernels, input.source(), windows, input.layout(), Layout.of(output), workers);
  }

  Operation adaptivePooling(Input input, boolean max, Shape output) {
    return new AdaptivePooling(input.source(), input.layout(), Layout.of(output), max, workers);
  }

  Operation activation(Input input, Activation activation) {
    return elementwise(input, Optional.of(activation));
  }

  /** A part that changes nothing, where something must follow an operation. */
  Operation copy(Input input) {
    return elementwise(input, Optional.empty());
  }

  private Operation elementwise(Input input, Optional<Activation> activation) {
    return new Elementwise(kernels, input.source(), activation, input.layout(), workers);
  }

  Operation flatten(Input input) {
    return new Flatten(input.source(), input.layout(), workers);
  }

  Operation add(List<Input> inputs) {
    return new Add(kernels, inputs, workers);
  }

  Operation concat(List<Input> inputs) {
    return new Concat(inputs, workers);
  }

  Operation multiply(List<Input> inputs) {
    return new Multiply(kernels, inputs, workers);
  }

  Operation groupNorm(String layer, Input input, GroupNorm norm) {
    return normalization(input, norm.groups(), norm.epsilon(), affine(layer, false, norm.affine()));
  }

  Operation layerNorm(String layer, Input input, LayerNorm norm) {
    return normalization(input, 1, norm.epsilon(), affine(layer, true, norm.affine()));
  }

  private Affine affine(String layer, boolean perValue, boolean present) {
    return new Affine(
        perValue, present ? offset(layer, "weight") : NONE, present ? offset(layer, "bias") : NONE);
  }

  private Operation normalization(Input input, int groups, double epsilon, Affine affine) {
    return new GroupNormalization(
        kernels, input.source(), input.layout(), groups, epsilon, affine, blocks, workers);
  }

  Operation prelu(String layer, Input input, PRelu prelu) {
    return new ParametricRelu(
        kernels,
        input.source(),
        input.layout(),
        prelu.perChannel(),
        offset(layer, "weight"),
        workers);
  }

  Operation shuffle(Input input, ChannelShuffle shuffle) {
    return new Shuffle(input.source(), input.layout(), shuffle.groups(), workers);
  }

  Operation unitDropout(Input input, Dropout dropout) {
    unitDropouts++;
    return new UnitDropout(
        input.source(),
        input.layout(),
        dropout.rate(),
        dropout.unit() == Dropout.Unit.IMAGE,
        unitDropouts,
        workers);
  }

  Operation java(String index, Input input, JavaLayer layer, Shape shape, Shape output) {
    return new JavaOperation(
        input.source(),
        layer,
        shape,
        input.layout(),
        Layout.of(output),
        layer.parameters(shape).stream().map(p -> offset(index, p.name())).toList(),
        workers);
  }

  /** The normalization of a node on values of that layout. */
  BatchNormalization normalization(String layer, BatchNorm norm, Layout layout) {
    BatchNormalization normalization =
        new BatchNormalization(
            norm,
            layout.channels(),
            layout.height() * layout.width(),
            norm.affine() ? offset(layer, "weight") : NONE,
            norm.affine() ? offset(layer, "bias") : NONE,
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
