package org.menagerie.engine.vector.graph;

import java.util.ArrayList;
import java.util.List;
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
import org.menagerie.api.network.LayerVisitor;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Path;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.convolution.Geometry;
import org.menagerie.engine.vector.graph.Node.Drop;
import org.menagerie.engine.vector.graph.Node.Head;
import org.menagerie.engine.vector.graph.Node.Maker;
import org.menagerie.engine.vector.graph.Node.Normalize;
import org.menagerie.engine.vector.graph.Node.Relu;
import org.menagerie.engine.vector.graph.Node.Step;
import org.menagerie.engine.vector.op.Elementwise.Function;
import org.menagerie.engine.vector.op.ImageInput;
import org.menagerie.engine.vector.op.Pooling;

/**
 * Parses the layers of a network into nodes. Residuals become branches and sums; layers that
 * compute nothing, such as dropout of nothing, become none.
 */
public final class NetworkParser {
  private final List<Node> nodes = new ArrayList<>();
  private boolean flat;

  private NetworkParser(Shape input) {
    nodes.add(new Node("", new Head((factory, none) -> new ImageInput(input)), List.of(), input));
  }

  /** Whether it can parse such a layer. */
  public static boolean knows(Layer layer) {
    return layer instanceof BuiltInLayer;
  }

  /**
   * The nodes of a network in the order of computation; the first is the images.
   *
   * @throws MenagerieException if a layer is none that the framework knows
   */
  static List<Node> parse(Network network) {
    NetworkParser parser = new NetworkParser(network.input());
    parser.addAll(new Path("", network.layers()));
    return List.copyOf(parser.nodes);
  }

  private void addAll(Path path) {
    for (int i = 0; i < path.layers().size(); i++) {
      add(path.prefix() + i, path.layers().get(i));
    }
  }

  private void add(String index, Layer layer) {
    new Adder(index).visit(layer).run();
  }

  /** What adds one layer. */
  private final class Adder implements LayerVisitor<Runnable> {
    private final String index;

    Adder(String index) {
      this.index = index;
    }

    @Override
    public Runnable activation(Activation layer) {
      return layer.function() == Activation.Function.RELU
          ? () -> pointwise(index, new Relu())
          : () -> elementwise(index, Function.of(layer.function()));
    }

    @Override
    public Runnable avgPool(AvgPool layer) {
      int size = layer.kernel().height();
      return () ->
          pool(
              index,
              Pooling.Kind.MEAN,
              layer,
              size,
              size,
              layer.stride().height(),
              layer.padding().top());
    }

    @Override
    public Runnable batchNorm(BatchNorm layer) {
      return () -> {
        flattenIfFlat(index);
        pointwise(index, new Normalize(layer));
      };
    }

    @Override
    public Runnable conv2d(Conv2d layer) {
      return () -> convolution(index, Geometry.of(layer, shape()), layer.bias());
    }

    @Override
    public Runnable dropout(Dropout layer) {
      return layer.rate() > 0 ? () -> pointwise(index, new Drop(layer.rate())) : () -> {};
    }

    @Override
    public Runnable flatten(Flatten layer) {
      return () -> flat = true;
    }

    @Override
    public Runnable adaptivePool(AdaptivePool layer) {
      return () -> pool(index, Pooling.Kind.MEAN, layer, shape().height(), shape().width(), 1, 0);
    }

    @Override
    public Runnable linear(Linear layer) {
      return () -> convolution(index, Geometry.ofLinear(shape(), layer.units()), layer.bias());
    }

    @Override
    public Runnable maxPool(MaxPool layer) {
      int size = layer.kernel().height();
      return () ->
          pool(
              index,
              Pooling.Kind.MAX,
              layer,
              size,
              size,
              layer.stride().height(),
              layer.padding().top());
    }

    @Override
    public Runnable branches(Branches layer) {
      return () -> addBranch(index, layer);
    }

    @Override
    public Runnable composite(Composite layer) {
      return () -> addAll(layer.paths().get(0).within(index));
    }

    @Override
    public Runnable channelShuffle(ChannelShuffle layer) {
      throw new UnsupportedOperationException(layer.describe());
    }

    @Override
    public Runnable groupNorm(GroupNorm layer) {
      throw new UnsupportedOperationException(layer.describe());
    }

    @Override
    public Runnable layerNorm(LayerNorm layer) {
      throw new UnsupportedOperationException(layer.describe());
    }

    @Override
    public Runnable prelu(PRelu layer) {
      throw new UnsupportedOperationException(layer.describe());
    }

    @Override
    public Runnable java(JavaLayer layer) {
      throw new UnsupportedOperationException(layer.describe());
    }

    @Override
    public Runnable custom(Layer layer) {
      throw new MenagerieException(
          ErrorCode.ENGINE_UNAVAILABLE,
          "The engine vector does not know layer %s (%s); choose another engine."
              .formatted(index, layer.describe()));
    }
  }

  private void convolution(String index, Geometry geometry, boolean bias) {
    head(
        index,
        (factory, sources) -> factory.convolution(index, sources.get(0), geometry, bias),
        geometry.output());
  }

  private void pool(
      String index,
      Pooling.Kind kind,
      Layer layer,
      int height,
      int width,
      int stride,
      int padding) {
    Shape output = layer.outputShape(shape());
    head(
        index,
        (factory, sources) ->
            factory.pooling(sources.get(0), kind, output, height, width, stride, padding),
        output);
  }

  private void elementwise(String index, Function function) {
    head(index, (factory, sources) -> factory.elementwise(sources.get(0), function), shape());
  }

  private void addBranch(String index, Branches residual) {
    flattenIfFlat(index);
    int bypass = last();
    Shape shape = shape();
    addAll(residual.paths().get(1).within(index));
    if (last() == bypass) {
      elementwise(index, Function.IDENTITY);
    }
    Maker maker = (factory, sources) -> factory.add(sources.get(0), sources.get(1));
    nodes.add(new Node(index, new Head(maker), List.of(last(), bypass), shape));
  }

  /** Most layers do not care, since a flattened map's values lie in the same order. */
  private void flattenIfFlat(String index) {
    Shape map = shape();
    if (flat && map.height() * map.width() > 1) {
      Shape vector = Shape.image(Math.toIntExact(map.elements()), 1, 1);
      head(index, (factory, sources) -> factory.flatten(sources.get(0)), vector);
    }
  }

  private void head(String index, Maker maker, Shape shape) {
    nodes.add(new Node(index, new Head(maker), List.of(last()), shape));
  }

  private void pointwise(String index, Step step) {
    nodes.add(new Node(index, step, List.of(last()), shape()));
  }

  private int last() {
    return nodes.size() - 1;
  }

  private Shape shape() {
    return nodes.get(last()).shape();
  }
}
