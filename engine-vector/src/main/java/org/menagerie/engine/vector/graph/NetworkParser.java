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
import org.menagerie.api.network.Size;
import org.menagerie.engine.vector.convolution.Geometry;
import org.menagerie.engine.vector.graph.Node.Drop;
import org.menagerie.engine.vector.graph.Node.Head;
import org.menagerie.engine.vector.graph.Node.Maker;
import org.menagerie.engine.vector.graph.Node.Normalize;
import org.menagerie.engine.vector.graph.Node.Relu;
import org.menagerie.engine.vector.graph.Node.Step;
import org.menagerie.engine.vector.op.ImageInput;
import org.menagerie.engine.vector.op.Pooling.Kind;
import org.menagerie.engine.vector.op.Pooling.Windows;

/**
 * Parses the layers of a network into nodes. Branches become paths from one node and a merge;
 * layers that compute nothing, such as dropout of nothing, become none.
 */
public final class NetworkParser {
  private final List<Node> nodes = new ArrayList<>();

  /** Number of the node whose values the next layer takes. */
  private int current;

  /** Whether there is a flatten between that node's map and the next layer. */
  private boolean flat;

  private NetworkParser(Shape input) {
    nodes.add(new Node("", new Head((factory, none) -> new ImageInput(input)), List.of(), input));
  }

  /** Whether it can parse such a layer. */
  public static boolean knows(Layer layer) {
    return layer instanceof BuiltInLayer
        || layer instanceof Composite
        || layer instanceof JavaLayer;
  }

  /**
   * The nodes of a network in the order of computation; the first is the images.
   *
   * @throws MenagerieException if the framework does not know a layer
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
          : () ->
              head(index, (factory, inputs) -> factory.activation(inputs.get(0), layer), shape());
    }

    @Override
    public Runnable adaptivePool(AdaptivePool layer) {
      return () -> adaptive(index, layer);
    }

    @Override
    public Runnable avgPool(AvgPool layer) {
      Windows windows =
          new Windows(
              Kind.MEAN, layer.kernel(), layer.stride(), layer.padding(), layer.countIncludePad());
      return () -> pool(index, windows, layer);
    }

    @Override
    public Runnable batchNorm(BatchNorm layer) {
      return () -> {
        flattenIfFlat(index);
        pointwise(index, new Normalize(layer));
      };
    }

    @Override
    public Runnable branches(Branches layer) {
      return () -> addBranches(index, layer);
    }

    @Override
    public Runnable channelShuffle(ChannelShuffle layer) {
      return () -> head(index, (factory, inputs) -> factory.shuffle(inputs.get(0), layer), shape());
    }

    @Override
    public Runnable conv2d(Conv2d layer) {
      return () -> convolution(index, Geometry.of(layer, shape()), layer.bias());
    }

    @Override
    public Runnable dropout(Dropout layer) {
      if (layer.rate() == 0) {
        return () -> {};
      }
      return layer.unit() == Dropout.Unit.VALUE
          ? () -> pointwise(index, new Drop(layer.rate()))
          : () ->
              head(index, (factory, inputs) -> factory.unitDropout(inputs.get(0), layer), shape());
    }

    @Override
    public Runnable flatten(Flatten layer) {
      return () -> flat = true;
    }

    @Override
    public Runnable groupNorm(GroupNorm layer) {
      return () -> {
        flattenIfFlat(index);
        head(index, (factory, inputs) -> factory.groupNorm(index, inputs.get(0), layer), shape());
      };
    }

    @Override
    public Runnable layerNorm(LayerNorm layer) {
      return () ->
          head(index, (factory, inputs) -> factory.layerNorm(index, inputs.get(0), layer), shape());
    }

    @Override
    public Runnable linear(Linear layer) {
      return () -> convolution(index, Geometry.ofLinear(shape(), layer.units()), layer.bias());
    }

    @Override
    public Runnable maxPool(MaxPool layer) {
      Windows windows =
          new Windows(Kind.MAX, layer.kernel(), layer.stride(), layer.padding(), true);
      return () -> pool(index, windows, layer);
    }

    @Override
    public Runnable prelu(PRelu layer) {
      return () -> {
        flattenIfFlat(index);
        head(index, (factory, inputs) -> factory.prelu(index, inputs.get(0), layer), shape());
      };
    }

    @Override
    public Runnable composite(Composite layer) {
      return () -> layer.paths().forEach(path -> addAll(path.within(index)));
    }

    @Override
    public Runnable java(JavaLayer layer) {
      return () -> addJava(index, layer);
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
        (factory, inputs) -> factory.convolution(index, inputs.get(0), geometry, bias),
        geometry.output());
  }

  private void pool(String index, Windows windows, Layer layer) {
    Shape output = layer.outputShape(shape());
    head(index, (factory, inputs) -> factory.pooling(inputs.get(0), windows, output), output);
  }

  /** Parts of one size are windows side by side. */
  private void adaptive(String index, AdaptivePool layer) {
    Shape map = shape();
    Size parts = layer.size();
    boolean max = layer.kind() == AdaptivePool.Kind.MAX;
    if (map.height() % parts.height() == 0 && map.width() % parts.width() == 0) {
      Size kernel = new Size(map.height() / parts.height(), map.width() / parts.width());
      pool(index, Windows.of(max ? Kind.MAX : Kind.MEAN, kernel), layer);
    } else {
      Shape output = layer.outputShape(map);
      head(index, (factory, inputs) -> factory.adaptivePooling(inputs.get(0), max, output), output);
    }
  }

  private void addJava(String index, JavaLayer layer) {
    flattenIfFlat(index);
    Shape input = flat ? Shape.flat(Math.toIntExact(shape().elements())) : shape();
    Shape given = layer.outputShape(input);
    Shape output = given.isFlat() ? Shape.image(given.channels(), 1, 1) : given;
    head(
        index,
        (factory, inputs) -> factory.java(index, inputs.get(0), layer, input, output),
        output);
    flat = given.isFlat();
  }

  private void addBranches(String index, Branches branches) {
    flattenIfFlat(index);
    int start = current;
    boolean startsFlat = flat;
    List<Integer> ends = new ArrayList<>();
    for (Path path : branches.paths()) {
      current = start;
      flat = startsFlat;
      addAll(path.within(index));
      flattenIfFlat(index);
      ends.add(current);
    }
    Maker maker =
        switch (branches.merge()) {
          case ADD -> OperationFactory::add;
          case CONCAT -> OperationFactory::concat;
          case MULTIPLY -> OperationFactory::multiply;
        };
    List<Shape> shapes = ends.stream().map(end -> nodes.get(end).shape()).toList();
    add(new Node(index, new Head(maker), ends, merged(branches.merge(), shapes)));
  }

  /** The shape of a merge that fits, as the network has checked. */
  private static Shape merged(Branches.Merge merge, List<Shape> shapes) {
    Shape largest = shapes.get(0);
    int channels = 0;
    for (Shape shape : shapes) {
      largest = shape.elements() > largest.elements() ? shape : largest;
      channels += shape.channels();
    }
    return merge == Branches.Merge.CONCAT
        ? Shape.image(channels, largest.height(), largest.width())
        : largest;
  }

  /** Most layers do not care, since a flattened map's values are in the same order. */
  private void flattenIfFlat(String index) {
    Shape map = shape();
    if (flat && map.height() * map.width() > 1) {
      Shape vector = Shape.image(Math.toIntExact(map.elements()), 1, 1);
      head(index, (factory, inputs) -> factory.flatten(inputs.get(0)), vector);
    }
  }

  private void head(String index, Maker maker, Shape shape) {
    add(new Node(index, new Head(maker), List.of(current), shape));
  }

  private void pointwise(String index, Step step) {
    add(new Node(index, step, List.of(current), shape()));
  }

  private void add(Node node) {
    nodes.add(node);
    current = nodes.size() - 1;
  }

  private Shape shape() {
    return nodes.get(current).shape();
  }
}
