package org.menagerie.engine.djl;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.Parameter;
import org.menagerie.engine.djl.block.BlockLayer;

/**
 * A plug-in's block in a network.
 *
 * @param block initialised, but with its own values, which are never used
 * @param names full names of the tensors by the identifiers of the block's parameters
 */
record BlockOperation(Block block, Map<String, String> names) implements Operation {

  /**
   * @param manager for what the block allocates when it is initialised
   * @throws MenagerieException if the block is not what the layer says
   */
  static BlockOperation of(LayerSummary summary, BlockLayer layer, NDManager manager) {
    Block block = layer.block();
    Shape input = Shapes.batch(1, summary.input());
    block.initialize(manager, DataType.FLOAT32, input);
    List<ai.djl.nn.Parameter> actual = block.getParameters().values();
    requireEqual(
        summary,
        "parameters of shapes",
        summary.parameters().stream().map(Parameter::shape).map(Shapes::of).toList(),
        actual.stream().map(ai.djl.nn.Parameter::getShape).toList());
    requireEqual(
        summary,
        "output of shape",
        List.of(Shapes.batch(1, summary.output())),
        List.of(block.getOutputShapes(new Shape[] {input})));
    if (!actual.stream().allMatch(ai.djl.nn.Parameter::requiresGradient)) {
      throw mismatch(summary, "must train all of its parameters and track no statistics");
    }
    return new BlockOperation(
        block,
        IntStream.range(0, actual.size())
            .boxed()
            .collect(
                Collectors.toMap(
                    i -> actual.get(i).getId(), i -> summary.parameters().get(i).name())));
  }

  @Override
  public NDArray apply(NDArray input, Pass pass) {
    return block
        .forward(new PassParameters(pass, names), new NDList(input), pass.training())
        .singletonOrThrow();
  }

  private static void requireEqual(
      LayerSummary summary, String what, List<Shape> stated, List<Shape> actual) {
    if (!stated.equals(actual)) {
      throw mismatch(summary, "has %s %s but the layer states %s".formatted(what, actual, stated));
    }
  }

  private static MenagerieException mismatch(LayerSummary summary, String why) {
    return new MenagerieException(
        ErrorCode.INVALID_NETWORK,
        "The block of layer %s (%s) %s."
            .formatted(summary.index(), summary.layer().describe(), why));
  }

  /** Gives a block the arrays of one pass instead of its own. */
  private static final class PassParameters extends ParameterStore {
    private final Pass pass;
    private final Map<String, String> names;

    PassParameters(Pass pass, Map<String, String> names) {
      this.pass = pass;
      this.names = names;
    }

    @Override
    public NDArray getValue(ai.djl.nn.Parameter parameter, Device device, boolean training) {
      return pass.array(requireNonNull(names.get(parameter.getId())));
    }
  }
}
