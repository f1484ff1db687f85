package org.menagerie.engine.djl;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Path;
import org.menagerie.api.network.Size;
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
        || layer instanceof Composite
        || layer instanceof JavaLayer
        || (layer instanceof BlockLayer custom && custom.engines().contains(backend.id()));
  }

  /**
   * @param manager lives as long as the operation
   * @throws MenagerieException if DJL cannot compute one of the layers
   */
  static Operation of(Backend backend, NDManager manager, Network network) {
    return new Operations(backend, manager, network)
        .sequence(new Path("", network.layers()), false);
  }

  /**
   * @param trained whether there is a parameter before the path
   */
  private Operation sequence(Path path, boolean trained) {
    List<Operation> operations = new ArrayList<>();
    boolean trainedSoFar = trained;
    for (int i = 0; i < path.layers().size(); i++) {
      Layer layer = path.layers().get(i);
      String index = path.prefix() + i;
      operations.add(of(index, layer, trainedSoFar));
      trainedSoFar |=
          layer.parameters(summary(index).input()).stream().anyMatch(Parameter::trainable);
    }
    return (input, pass) -> {
      NDArray output = input;
      for (Operation operation : operations) {
        output = operation.apply(output, pass);
      }
      return output;
    };
  }

  private Operation of(String index, Layer layer, boolean trained) {
    if (!canRun(backend, layer)) {
      throw new MenagerieException(
          ErrorCode.ENGINE_UNAVAILABLE,
          "The engine %s cannot run layer %s (%s) of this network."
              .formatted(backend.id(), index, layer.describe()));
    }
    return new Builder(index, trained).visit(layer);
  }

  private LayerSummary summary(String index) {
    return requireNonNull(summaries.get(index), index);
  }

  private static boolean containsJava(Layer layer) {
    return layer instanceof JavaLayer
        || layer.paths().stream()
            .flatMap(path -> path.layers().stream())
            .anyMatch(Operations::containsJava);
  }

  /** Makes the operation of one layer. */
  private final class Builder implements LayerVisitor<Operation> {
    private final String index;
    private final boolean trained;

    /**
     * @param trained whether there is a parameter before the layer
     */
    Builder(String index, boolean trained) {
      this.index = index;
      this.trained = trained;
    }

    private Size outputSize() {
      return new Size(summary(index).output().height(), summary(index).output().width());
    }

    @Override
    public Operation activation(Activation layer) {
      return Activations.of(layer);
    }

    @Override
    public Operation adaptivePool(AdaptivePool layer) {
      return Pools.adaptive(layer);
    }

    @Override
    public Operation avgPool(AvgPool layer) {
      return Pools.avg(layer, outputSize());
    }

    @Override
    public Operation batchNorm(BatchNorm layer) {
      return Norms.batchNorm(backend, index, layer, summary(index).input().channels());
    }

    @Override
    public Operation branches(Branches layer) {
      List<Operation> paths = layer.paths().stream().map(this::path).toList();
      boolean cut = containsJava(layer);
      Merger merger = Merger.of(layer.merge());
      return (input, pass) -> {
        List<NDArray> begins =
            cut && pass.training()
                ? pass.tape().split(input, paths.size(), trained)
                : Collections.nCopies(paths.size(), input);
        NDList ends = new NDList();
        for (int i = 0; i < paths.size(); i++) {
          ends.add(paths.get(i).apply(begins.get(i), pass));
        }
        return merger.merge(ends);
      };
    }

    @Override
    public Operation channelShuffle(ChannelShuffle layer) {
      return (input, pass) -> {
        Shape shape = input.getShape();
        long channels = shape.get(1);
        return input
            .reshape(
                shape.get(0), layer.groups(), channels / layer.groups(), shape.get(2), shape.get(3))
            .transpose(0, 2, 1, 3, 4)
            .reshape(shape);
      };
    }

    @Override
    public Operation composite(Composite layer) {
      return path(layer.paths().get(0));
    }

    private Operation path(Path path) {
      return sequence(path.within(index), trained);
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
    public Operation groupNorm(GroupNorm layer) {
      return Norms.groupNorm(index, layer);
    }

    @Override
    public Operation java(JavaLayer layer) {
      org.menagerie.api.network.Shape input = summary(index).input();
      List<String> names =
          layer.parameters(input).stream().map(p -> index + "." + p.name()).toList();
      return new Tape.Call(layer, input, names, trained)::forward;
    }

    @Override
    public Operation layerNorm(LayerNorm layer) {
      return Norms.layerNorm(index, layer);
    }

    @Override
    public Operation linear(Linear layer) {
      return Operations.linear(index, layer);
    }

    @Override
    public Operation maxPool(MaxPool layer) {
      return Pools.max(layer, outputSize());
    }

    @Override
    public Operation prelu(PRelu layer) {
      return Norms.prelu(index);
    }

    @Override
    public Operation custom(Layer layer) {
      return BlockOperation.of(summary(index), (BlockLayer) layer, manager);
    }
  }

  /** Merges the ends of paths. */
  @FunctionalInterface
  private interface Merger {
    NDArray merge(NDList ends);

    static Merger of(Branches.Merge merge) {
      return switch (merge) {
        case ADD -> ends -> ends.stream().reduce(NDArray::add).orElseThrow();
        case CONCAT -> ends -> NDArrays.concat(ends, 1);
        case MULTIPLY -> ends -> ends.stream().reduce(NDArray::mul).orElseThrow();
      };
    }
  }

  /** Padding with one more after than before gets one more before, too, which is cut off there. */
  private static Operation convolution(String index, Conv2d conv) {
    Padding padding = conv.padding();
    Shape stride = Shapes.of(conv.stride());
    Shape sides = new Shape(padding.bottom(), padding.right());
    Shape dilation = Shapes.of(conv.dilation());
    String kept =
        ":, :, %d:, %d:"
            .formatted(padding.bottom() - padding.top(), padding.right() - padding.left());
    return (input, pass) -> {
      NDArray output =
          ai.djl.nn.convolutional.Conv2d.conv2d(
                  input,
                  pass.array(index + ".weight"),
                  bias(pass, index, conv.bias()),
                  stride,
                  sides,
                  dilation,
                  conv.groups())
              .singletonOrThrow();
      return padding.isEven() ? output : output.get(kept);
    };
  }

  private static Operation dropout(Dropout dropout) {
    float rate = (float) dropout.rate();
    return (input, pass) -> {
      if (!pass.training() || rate == 0) {
        return input;
      }
      return switch (dropout.unit()) {
        case VALUE -> dropped(input, rate);
        case CHANNEL -> input.mul(dropped(ones(input, 2), rate));
        case IMAGE -> input.mul(dropped(ones(input, 1), rate));
      };
    };
  }

  private static NDArray dropped(NDArray input, float rate) {
    return ai.djl.nn.norm.Dropout.dropout(input, rate, true).singletonOrThrow();
  }

  /** Ones for each place of the first dimensions of an array, to be broadcast over the others. */
  private static NDArray ones(NDArray like, int dimensions) {
    long[] shape = like.getShape().getShape();
    Arrays.fill(shape, dimensions, shape.length, 1);
    return like.getManager().ones(new Shape(shape));
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
