package org.menagerie.engine.djl;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Branches;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.JavaLayer;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.LayerVisitor;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Path;
import org.menagerie.engine.djl.block.BlockLayer;

/** Turns layers into operations. */
final class Operations {
  private final Backend backend;
  private final NDManager manager;
  private final Map<String, LayerSummary> summaries;

  private Operations(Backend backend, NDManager manager, Network network) {
    this.backend = backend;
    this.manager = manager;
    this.summaries =
        network.summary().layers().stream()
            .collect(Collectors.toMap(LayerSummary::index, layer -> layer));
  }

  static boolean canRun(Backend backend, Layer layer) {
    return layer instanceof BuiltInLayer
        || (layer instanceof BlockLayer custom && custom.engines().contains(backend.id()));
  }

  /**
   * @param manager lives as long as the operation
   * @throws MenagerieException if DJL has nothing for one of the layers
   */
  static Operation of(Backend backend, NDManager manager, Network network) {
    return new Operations(backend, manager, network).sequence(new Path("", network.layers()));
  }

  private Operation sequence(Path path) {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < path.layers().size(); i++) {
      operations.add(of(path.prefix() + i, path.layers().get(i)));
    }
    return (input, pass) -> {
      NDArray output = input;
      for (Operation operation : operations) {
        output = operation.apply(output, pass);
      }
      return output;
    };
  }

  private Operation of(String index, Layer layer) {
    if (!canRun(backend, layer)) {
      throw new MenagerieException(
          ErrorCode.ENGINE_UNAVAILABLE,
          "The engine %s cannot run layer %s (%s) of this network."
              .formatted(backend.id(), index, layer.describe()));
    }
    return new Builder(index).visit(layer);
  }

  /** Makes the operation of one layer. */
  private final class Builder implements LayerVisitor<Operation> {
    private final String index;

    Builder(String index) {
      this.index = index;
    }

    @Override
    public Operation activation(Activation layer) {
      return Operations.activation(layer);
    }

    @Override
    public Operation avgPool(AvgPool layer) {
      Shape kernel = Shapes.of(layer.kernel());
      Shape stride = Shapes.of(layer.stride());
      Shape padding = Shapes.of(layer.padding().first());
      return (input, pass) -> Pool.avgPool2d(input, kernel, stride, padding, false, true);
    }

    @Override
    public Operation batchNorm(BatchNorm layer) {
      return normalisation(index, layer);
    }

    @Override
    public Operation conv2d(Conv2d layer) {
      return convolution(index, layer);
    }

    @Override
    public Operation dropout(Dropout layer) {
      return Operations.dropout(layer);
    }

    @Override
    public Operation flatten(Flatten layer) {
      return (input, pass) -> input.reshape(input.getShape().get(0), -1);
    }

    @Override
    public Operation adaptivePool(AdaptivePool layer) {
      return (input, pass) ->
          Pool.globalAvgPool2d(input)
              .reshape(input.getShape().get(0), input.getShape().get(1), 1, 1);
    }

    @Override
    public Operation linear(Linear layer) {
      return Operations.linear(index, layer);
    }

    @Override
    public Operation maxPool(MaxPool layer) {
      Shape kernel = Shapes.of(layer.kernel());
      Shape stride = Shapes.of(layer.stride());
      Shape padding = Shapes.of(layer.padding().first());
      return (input, pass) -> Pool.maxPool2d(input, kernel, stride, padding, false);
    }

    @Override
    public Operation branches(Branches layer) {
      List<Operation> paths = layer.paths().stream().map(this::path).toList();
      return (input, pass) -> {
        NDArray sum = paths.get(0).apply(input, pass);
        for (Operation path : paths.subList(1, paths.size())) {
          sum = sum.add(path.apply(input, pass));
        }
        return sum;
      };
    }

    @Override
    public Operation composite(Composite layer) {
      return path(layer.paths().get(0));
    }

    private Operation path(Path path) {
      return sequence(path.within(index));
    }

    @Override
    public Operation channelShuffle(ChannelShuffle layer) {
      throw new UnsupportedOperationException(layer.describe());
    }

    @Override
    public Operation groupNorm(GroupNorm layer) {
      throw new UnsupportedOperationException(layer.describe());
    }

    @Override
    public Operation layerNorm(LayerNorm layer) {
      throw new UnsupportedOperationException(layer.describe());
    }

    @Override
    public Operation prelu(PRelu layer) {
      throw new UnsupportedOperationException(layer.describe());
    }

    @Override
    public Operation java(JavaLayer layer) {
      throw new UnsupportedOperationException(layer.describe());
    }

    @Override
    public Operation custom(Layer layer) {
      return BlockOperation.of(requireNonNull(summaries.get(index)), (BlockLayer) layer, manager);
    }
  }

  private static Operation convolution(String index, Conv2d conv) {
    Shape stride = Shapes.of(conv.stride());
    Shape padding = Shapes.of(conv.padding().first());
    Shape dilation = Shapes.of(conv.dilation());
    return (input, pass) ->
        ai.djl.nn.convolutional.Conv2d.conv2d(
                input,
                pass.array(index + ".weight"),
                bias(pass, index, conv.bias()),
                stride,
                padding,
                dilation,
                conv.groups())
            .singletonOrThrow();
  }

  /** A DJL momentum of 0 leaves just this batch's statistics in the running arrays. */
  private Operation normalisation(String index, BatchNorm norm) {
    return (input, pass) ->
        ai.djl.nn.norm.BatchNorm.batchNorm(
                input,
                pass.array(index + ".running_mean"),
                pass.array(index + ".running_var"),
                pass.array(index + ".weight"),
                pass.array(index + ".bias"),
                backend.channelAxis(),
                0f,
                (float) norm.epsilon(),
                pass.training())
            .get(0);
  }

  private static Operation activation(Activation layer) {
    return switch (layer.function()) {
      case RELU -> (input, pass) -> ai.djl.nn.Activation.relu(input);
      case LEAKY_RELU ->
          (input, pass) -> ai.djl.nn.Activation.leakyRelu(input, (float) layer.argument(0));
      case SIGMOID -> (input, pass) -> ai.djl.nn.Activation.sigmoid(input);
      case TANH -> (input, pass) -> ai.djl.nn.Activation.tanh(input);
      // DJL's swish multiplies by a number, whose array is freed before backward needs it.
      case SILU -> (input, pass) -> ai.djl.nn.Activation.sigmoid(input).mul(input);
      default -> throw new UnsupportedOperationException(layer.describe());
    };
  }

  private static Operation dropout(Dropout dropout) {
    float rate = (float) dropout.rate();
    return (input, pass) ->
        pass.training() && rate > 0
            ? ai.djl.nn.norm.Dropout.dropout(input, rate, true).singletonOrThrow()
            : input;
  }

  private static Operation linear(String index, Linear linear) {
    return (input, pass) ->
        ai.djl.nn.core.Linear.linear(
                input, pass.array(index + ".weight"), bias(pass, index, linear.bias()))
            .singletonOrThrow();
  }

  private static @Nullable NDArray bias(Pass pass, String index, boolean present) {
    return present ? pass.array(index + ".bias") : null;
  }
}
