package org.menagerie.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Set;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.djl.block.BlockLayer;

/**
 * Multiplies each channel by a trained factor: a custom layer for tests.
 *
 * @param statedChannels what it tells of its parameter's shape
 * @param frozen whether the block's parameter is one that is not trained
 */
record ChannelScale(int statedChannels, boolean frozen) implements BlockLayer {

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    return List.of(
        new Parameter("scale", Parameter.Role.SCALE, Shape.image(statedChannels, 1, 1), 1));
  }

  @Override
  public String describe() {
    return "ChannelScale";
  }

  @Override
  public Set<String> engines() {
    return statedChannels == 1 ? Set.of("pytorch") : BlockLayer.super.engines();
  }

  @Override
  public Block block() {
    return new ScaleBlock(frozen);
  }

  private static final class ScaleBlock extends AbstractBlock {
    private final ai.djl.nn.Parameter scale;

    ScaleBlock(boolean frozen) {
      scale =
          addParameter(
              ai.djl.nn.Parameter.builder()
                  .setName("scale")
                  .setType(ai.djl.nn.Parameter.Type.GAMMA)
                  .optRequiresGrad(!frozen)
                  .build());
    }

    @Override
    protected void prepare(ai.djl.ndarray.types.Shape[] inputs) {
      scale.setShape(new ai.djl.ndarray.types.Shape(inputs[0].get(1), 1, 1));
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> more) {
      NDArray map = inputs.singletonOrThrow();
      return new NDList(map.mul(parameters.getValue(scale, map.getDevice(), training)));
    }

    @Override
    public ai.djl.ndarray.types.Shape[] getOutputShapes(ai.djl.ndarray.types.Shape[] inputs) {
      return inputs;
    }
  }
}
