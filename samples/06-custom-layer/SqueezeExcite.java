package com.example.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.menagerie.api.network.Parameter;
import org.menagerie.engine.djl.block.BlockLayer;

/**
 * Squeeze and excitation: each channel is multiplied by a weight between 0 and 1, which two linear
 * layers compute from the means of all channels. Hu et al. (2018), https://arxiv.org/abs/1709.01507
 *
 * @param hidden units of the first linear layer
 */
public record SqueezeExcite(int hidden) implements BlockLayer {

  // What the analysis needs to know is stated as by any other layer ...

  @Override
  public org.menagerie.api.network.Shape outputShape(org.menagerie.api.network.Shape input) {
    if (!input.isImage()) {
      // Becomes "Layer 4 (SqueezeExcite 4) needs a map [c, h, w] but gets [10]."
      throw new IllegalArgumentException("needs a map [c, h, w] but gets " + input);
    }
    return input;
  }

  @Override
  public List<Parameter> parameters(org.menagerie.api.network.Shape input) {
    int channels = input.channels();
    return List.of(
        weight("squeeze.weight", hidden, channels),
        bias("squeeze.bias", hidden, channels),
        weight("excite.weight", channels, hidden),
        bias("excite.bias", channels, hidden));
  }

  private static Parameter weight(String name, int outputs, int inputs) {
    org.menagerie.api.network.Shape shape =
        new org.menagerie.api.network.Shape(List.of(outputs, inputs));
    return new Parameter(name, Parameter.Role.WEIGHT, shape, inputs);
  }

  private static Parameter bias(String name, int outputs, int inputs) {
    org.menagerie.api.network.Shape shape = org.menagerie.api.network.Shape.flat(outputs);
    return new Parameter(name, Parameter.Role.BIAS, shape, inputs);
  }

  @Override
  public long multiplyAccumulates(org.menagerie.api.network.Shape input) {
    return 2L * hidden * input.channels() + input.elements();
  }

  @Override
  public String describe() {
    return "SqueezeExcite " + hidden;
  }

  // ... and what computes is a block of Deep Java Library.

  @Override
  public Block block() {
    return new SqueezeExciteBlock(hidden);
  }

  private static final class SqueezeExciteBlock extends AbstractBlock {
    private final int hidden;
    private Block squeeze;
    private Block excite;

    SqueezeExciteBlock(int hidden) {
      this.hidden = hidden;
    }

    /** The number of channels is known from here on. */
    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
      long channels = inputs[0].get(1);
      squeeze = addChildBlock("squeeze", Linear.builder().setUnits(hidden).build());
      excite = addChildBlock("excite", Linear.builder().setUnits(channels).build());
      squeeze.initialize(manager, type, new Shape(1, channels));
      excite.initialize(manager, type, new Shape(1, hidden));
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore parameters,
        NDList inputs,
        boolean training,
        PairList<String, Object> more) {
      NDArray map = inputs.singletonOrThrow();
      NDList means = new NDList(Pool.globalAvgPool2d(map));
      NDList summary = Activation.relu(squeeze.forward(parameters, means, training));
      NDArray weights =
          Activation.sigmoid(excite.forward(parameters, summary, training)).singletonOrThrow();
      Shape shape = map.getShape();
      return new NDList(map.mul(weights.reshape(shape.get(0), shape.get(1), 1, 1)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
      return inputs;
    }
  }
}
