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
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.GlobalAvgPool;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.LayerVisitor;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Residual;
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
    return new Operations(backend, manager, network).sequence("", network.layers());
  }

  private Operation sequence(String prefix, List<Layer> layers) {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      operations.add(of(prefix + i, layers.get(i)));
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
      return Operations.activation(layer.function());
    }

    @Override
    public Operation avgPool(AvgPool layer) {
      Shape kernel = Shapes.square(layer.kernel());
      Shape stride = Shapes.square(layer.stride());
      Shape padding = Shapes.square(layer.padding());
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
    public Operation globalAvgPool(GlobalAvgPool layer) {
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
      Shape kernel = Shapes.square(layer.kernel());
      Shape stride = Shapes.square(layer.stride());
      Shape padding = Shapes.square(layer.padding());
      return (input, pass) -> Pool.maxPool2d(input, kernel, stride, padding, false);
    }

    @Override
    public Operation residual(Residual layer) {
      Operation branch = sequence(index + ".", layer.layers());
      return (input, pass) -> input.add(branch.apply(input, pass));
    }

    @Override
    public Operation custom(Layer layer) {
      return BlockOperation.of(requireNonNull(summaries.get(index)), (BlockLayer) layer, manager);
    }
  }

  private static Operation convolution(String index, Conv2d conv) {
    Shape stride = Shapes.square(conv.stride());
    Shape padding = Shapes.square(conv.padding());
    Shape dilation = Shapes.square(conv.dilation());
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

  private static Operation activation(Activation.Function function) {
    return switch (function) {
      case RELU -> (input, pass) -> ai.djl.nn.Activation.relu(input);
      case LEAKY_RELU -> (input, pass) -> ai.djl.nn.Activation.leakyRelu(input, 0.01f);
      case SIGMOID -> (input, pass) -> ai.djl.nn.Activation.sigmoid(input);
      case TANH -> (input, pass) -> ai.djl.nn.Activation.tanh(input);
      // DJL's swish multiplies by a number, whose array is freed before backward needs it.
      case SILU -> (input, pass) -> ai.djl.nn.Activation.sigmoid(input).mul(input);
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
