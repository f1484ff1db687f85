package org.menagerie.export.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Branches;
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
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Path;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;
import org.menagerie.export.onnx.Graph.Attribute;

/**
 * Writes layers as nodes of opset 17, as they compute in evaluation. What that opset rounds or
 * counts in another way than PyTorch is put together from other nodes.
 *
 * @see <a href="https://onnx.ai/onnx/operators/">ONNX operators</a>
 */
final class GraphWriter {
  private final Graph graph;
  private final TensorMap weights;

  GraphWriter(Graph graph, TensorMap weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /**
   * Writes one layer; the name of its output.
   *
   * @param constants names of tensors that are in the graph already, by the tensors' names
   */
  String write(
      String index, Layer layer, String input, Shape shape, Map<String, String> constants) {
    return new Place(index, input, shape, constants).visit(layer);
  }

  /** Writes layers one after the other; the name of the last output. */
  String write(Path path, String input, Shape shape) {
    String value = input;
    Shape next = shape;
    for (int i = 0; i < path.layers().size(); i++) {
      Layer layer = path.layers().get(i);
      value = write(path.prefix() + i, layer, value, next, Map.of());
      next = layer.outputShape(next);
    }
    return value;
  }

  /** A layer's place in the network; its visit writes the layer and gives the output's name. */
  private final class Place implements LayerVisitor<String> {
    private final String index;
    private final String input;
    private final Shape shape;
    private final Map<String, String> constants;

    Place(String index, String input, Shape shape, Map<String, String> constants) {
      this.index = index;
      this.input = input;
      this.shape = shape;
      this.constants = constants;
    }

    private String node(String type, List<String> inputs, Attribute... attributes) {
      return graph.node(type, index + "." + type, inputs, attributes);
    }

    private String node(String type, String from, Attribute... attributes) {
      return node(type, List.of(from), attributes);
    }

    private String weight(String name) {
      String known = constants.get(name);
      if (known != null) {
        return known;
      }
      var tensor = weights.get(index + "." + name);
      return graph.floats(index + "." + name, tensor.shape().dimensions(), tensor.values());
    }

    private String filled(String name, int length, float value) {
      float[] values = new float[length];
      Arrays.fill(values, value);
      return graph.floats(index + "." + name, List.of(length), values);
    }

    private String scalar(String name, double value) {
      return graph.scalar(index + "." + name, value);
    }

    @Override
    public String conv2d(Conv2d layer) {
      List<String> inputs = new ArrayList<>(List.of(input, weight("weight")));
      if (layer.bias()) {
        inputs.add(weight("bias"));
      }
      return node(
          "Conv",
          inputs,
          Attribute.of("kernel_shape", both(layer.kernel())),
          Attribute.of("strides", both(layer.stride())),
          Attribute.of("dilations", both(layer.dilation())),
          Attribute.of("group", layer.groups()),
          Attribute.of("pads", pads(layer.padding())));
    }

    @Override
    public String linear(Linear layer) {
      List<String> inputs = new ArrayList<>(List.of(input, weight("weight")));
      if (layer.bias()) {
        inputs.add(weight("bias"));
      }
      return node("Gemm", inputs, Attribute.of("transB", 1));
    }

    @Override
    public String batchNorm(BatchNorm layer) {
      int channels = shape.channels();
      return node(
          "BatchNormalization",
          List.of(
              input,
              layer.affine() ? weight("weight") : filled("weight", channels, 1),
              layer.affine() ? weight("bias") : filled("bias", channels, 0),
              weight("running_mean"),
              weight("running_var")),
          Attribute.of("epsilon", layer.epsilon()));
    }

    /** Instance norm of groups: opset 17 has no group norm. */
    @Override
    public String groupNorm(GroupNorm layer) {
      String grouped = reshaped(input, "groups", 0, layer.groups(), -1);
      String normalized =
          node(
              "InstanceNormalization",
              List.of(
                  grouped, filled("ones", layer.groups(), 1), filled("zeros", layer.groups(), 0)),
              Attribute.of("epsilon", layer.epsilon()));
      String value = reshaped(normalized, "channels", withBatch(shape));
      if (!layer.affine()) {
        return value;
      }
      String scaled = node("Mul", List.of(value, perChannel("weight")));
      return node("Add", List.of(scaled, perChannel("bias")));
    }

    private String perChannel(String name) {
      float[] values = weights.get(index + "." + name).values();
      List<Integer> dimensions =
          shape.isFlat() ? List.of(values.length) : List.of(values.length, 1, 1);
      return graph.floats(index + "." + name, dimensions, values);
    }

    private String reshaped(String from, String name, long... dimensions) {
      return node("Reshape", List.of(from, graph.integers(index + "." + name, dimensions)));
    }

    @Override
    public String layerNorm(LayerNorm layer) {
      int values = Math.toIntExact(shape.elements());
      List<String> inputs =
          layer.affine()
              ? List.of(input, weight("weight"), weight("bias"))
              : List.of(
                  input,
                  graph.floats(index + ".weight", shape.dimensions(), ones(values)),
                  graph.floats(index + ".bias", shape.dimensions(), new float[values]));
      return node(
          "LayerNormalization",
          inputs,
          Attribute.of("axis", 1),
          Attribute.of("epsilon", layer.epsilon()));
    }

    @Override
    public String activation(Activation layer) {
      return switch (layer.function()) {
        case RELU -> node("Relu", input);
        case LEAKY_RELU -> node("LeakyRelu", input, Attribute.of("alpha", layer.argument(0)));
        case SIGMOID -> node("Sigmoid", input);
        case TANH -> node("Tanh", input);
        case SILU -> node("Mul", List.of(input, node("Sigmoid", input)));
        case ELU -> node("Elu", input, Attribute.of("alpha", layer.argument(0)));
        case GELU -> gelu();
        case GELU_TANH -> geluTanh();
        case MISH -> node("Mul", List.of(input, node("Tanh", node("Softplus", input))));
        case HARDSWISH -> node("HardSwish", input);
        case HARDSIGMOID ->
            node("HardSigmoid", input, Attribute.of("alpha", 1.0 / 6), Attribute.of("beta", 0.5));
        case HARDTANH -> clipped(layer.argument(0), layer.argument(1));
        case RELU6 -> clipped(0, 6);
        case SOFTPLUS -> softplus(layer.argument(0), layer.argument(1));
      };
    }

    private String clipped(double least, double most) {
      return node("Clip", List.of(input, scalar("min", least), scalar("max", most)));
    }

    /** Half of x times 1 + erf(x / sqrt(2)). */
    private String gelu() {
      String scaled = node("Div", List.of(input, scalar("root", Math.sqrt(2))));
      return halfOf(node("Erf", scaled));
    }

    private String geluTanh() {
      String square = node("Mul", List.of(input, input));
      String cube = node("Mul", List.of(square, input));
      String small = node("Mul", List.of(cube, scalar("cubic", 0.044715)));
      String sum = node("Add", List.of(input, small));
      String scaled = node("Mul", List.of(sum, scalar("root", Math.sqrt(2 / Math.PI))));
      return halfOf(node("Tanh", scaled));
    }

    /** x * (1 + value) / 2. */
    private String halfOf(String value) {
      String sum = node("Add", List.of(value, scalar("one", 1)));
      String product = node("Mul", List.of(input, sum));
      return node("Mul", List.of(product, scalar("half", 0.5)));
    }

    private String softplus(double beta, double threshold) {
      String scaled = node("Mul", List.of(input, scalar("beta", beta)));
      String curve = node("Div", List.of(node("Softplus", scaled), scalar("divisor", beta)));
      String above = node("Greater", List.of(scaled, scalar("threshold", threshold)));
      return node("Where", List.of(above, input, curve));
    }

    @Override
    public String prelu(PRelu layer) {
      return node("PRelu", List.of(input, perChannel("weight")));
    }

    @Override
    public String dropout(Dropout layer) {
      return input;
    }

    @Override
    public String flatten(Flatten layer) {
      return node("Flatten", input, Attribute.of("axis", 1));
    }

    /** Pads as far as the last window reaches, so that there is nothing to round. */
    @Override
    public String maxPool(MaxPool layer) {
      return node(
          "MaxPool",
          input,
          Attribute.of("kernel_shape", both(layer.kernel())),
          Attribute.of("strides", both(layer.stride())),
          Attribute.of(
              "pads",
              reach(layer.outputShape(shape), layer.kernel(), layer.stride(), layer.padding())));
    }

    /** The padding with which the last windows end where the padded map does. */
    private long[] reach(Shape output, Size kernel, Size stride, Padding padding) {
      return new long[] {
        padding.top(),
        padding.left(),
        behind(output.height(), stride.height(), kernel.height(), padding.top(), shape.height()),
        behind(output.width(), stride.width(), kernel.width(), padding.left(), shape.width())
      };
    }

    @Override
    public String avgPool(AvgPool layer) {
      Shape output = layer.outputShape(shape);
      long[] reach = reach(output, layer.kernel(), layer.stride(), layer.padding());
      boolean overhangs = reach[2] > layer.padding().bottom() || reach[3] > layer.padding().right();
      if (!overhangs || !layer.countIncludePad()) {
        return node(
            "AveragePool",
            input,
            Attribute.of("kernel_shape", both(layer.kernel())),
            Attribute.of("strides", both(layer.stride())),
            Attribute.of("pads", reach),
            Attribute.of("count_include_pad", layer.countIncludePad() ? 1 : 0));
      }
      return sumOfWindows(layer, output, reach);
    }

    /**
     * Windows reach beyond a padding that counts: PyTorch divides by what lies within it, opset 17
     * by the whole window. A convolution with ones gives the sums.
     */
    private String sumOfWindows(AvgPool layer, Shape output, long[] reach) {
      int channels = shape.channels();
      Size kernel = layer.kernel();
      String sums =
          node(
              "Conv",
              List.of(
                  input,
                  graph.floats(
                      index + ".ones",
                      List.of(channels, 1, kernel.height(), kernel.width()),
                      ones(channels * kernel.height() * kernel.width()))),
              Attribute.of("kernel_shape", both(kernel)),
              Attribute.of("strides", both(layer.stride())),
              Attribute.of("group", channels),
              Attribute.of("pads", reach));
      float[] shares = new float[output.height() * output.width()];
      for (int row = 0; row < output.height(); row++) {
        for (int column = 0; column < output.width(); column++) {
          int rows =
              within(
                  row * layer.stride().height(),
                  kernel.height(),
                  shape.height() + layer.padding().top() + layer.padding().bottom());
          int columns =
              within(
                  column * layer.stride().width(),
                  kernel.width(),
                  shape.width() + layer.padding().left() + layer.padding().right());
          shares[row * output.width() + column] = 1f / (rows * columns);
        }
      }
      String factors =
          graph.floats(index + ".shares", List.of(output.height(), output.width()), shares);
      return node("Mul", List.of(sums, factors));
    }

    @Override
    public String adaptivePool(AdaptivePool layer) {
      boolean mean = layer.kind() == AdaptivePool.Kind.AVG;
      if (layer.isGlobal()) {
        return node(mean ? "GlobalAveragePool" : "GlobalMaxPool", input);
      }
      Size size = layer.size();
      return mean
          ? node(
              "MatMul",
              List.of(
                  node("MatMul", List.of(parts("rows", size.height(), shape.height()), input)),
                  transposedParts("columns", size.width(), shape.width())))
          : largestOf(
              largestOf(input, 2, shape.height(), size.height()), 3, shape.width(), size.width());
    }

    /** A matrix that takes the means of parts along an edge: {@code [parts][size]}. */
    private String parts(String name, int parts, int size) {
      float[] matrix = new float[parts * size];
      for (int part = 0; part < parts; part++) {
        int begin = AdaptivePool.begin(part, size, parts);
        int end = AdaptivePool.end(part, size, parts);
        Arrays.fill(matrix, part * size + begin, part * size + end, 1f / (end - begin));
      }
      return graph.floats(index + "." + name, List.of(parts, size), matrix);
    }

    private String transposedParts(String name, int parts, int size) {
      return node("Transpose", parts(name, parts, size), Attribute.of("perm", new long[] {1, 0}));
    }

    /** The maxima of parts along an axis. */
    private String largestOf(String from, int axis, int size, int parts) {
      List<String> largest =
          IntStream.range(0, parts)
              .mapToObj(
                  part ->
                      node(
                          "ReduceMax",
                          node(
                              "Slice",
                              List.of(
                                  from,
                                  graph.integers(
                                      index + ".begin", AdaptivePool.begin(part, size, parts)),
                                  graph.integers(
                                      index + ".end", AdaptivePool.end(part, size, parts)),
                                  graph.integers(index + ".axis", axis))),
                          Attribute.of("axes", new long[] {axis})))
              .toList();
      return node("Concat", largest, Attribute.of("axis", axis));
    }

    @Override
    public String channelShuffle(ChannelShuffle layer) {
      int inGroup = shape.channels() / layer.groups();
      String parted =
          reshaped(input, "groups", 0, layer.groups(), inGroup, shape.height(), shape.width());
      String turned = node("Transpose", parted, Attribute.of("perm", new long[] {0, 2, 1, 3, 4}));
      return reshaped(turned, "channels", withBatch(shape));
    }

    @Override
    public String branches(Branches layer) {
      List<String> outputs =
          layer.paths().stream().map(path -> write(path.within(index), input, shape)).toList();
      return switch (layer.merge()) {
        case CONCAT -> node("Concat", outputs, Attribute.of("axis", 1));
        case ADD -> folded("Add", outputs);
        case MULTIPLY -> folded("Mul", outputs);
      };
    }

    private String folded(String type, List<String> values) {
      String result = values.get(0);
      for (String value : values.subList(1, values.size())) {
        result = node(type, List.of(result, value));
      }
      return result;
    }

    @Override
    public String composite(Composite layer) {
      String value = input;
      for (Path path : layer.paths()) {
        value = write(path.within(index), value, shape);
      }
      return value;
    }

    @Override
    public String java(JavaLayer layer) {
      throw inexpressible(layer);
    }

    @Override
    public String custom(Layer layer) {
      throw inexpressible(layer);
    }

    private IllegalArgumentException inexpressible(Layer layer) {
      return new IllegalArgumentException(index + " is " + layer.describe());
    }
  }

  private static float[] ones(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static long[] both(Size size) {
    return new long[] {size.height(), size.width()};
  }

  private static long[] pads(Padding padding) {
    return new long[] {padding.top(), padding.left(), padding.bottom(), padding.right()};
  }

  private static long[] withBatch(Shape shape) {
    return IntStream.concat(
            IntStream.of(0), shape.dimensions().stream().mapToInt(Integer::intValue))
        .asLongStream()
        .toArray();
  }

  /** What the last window of an edge needs behind the map. */
  private static int behind(int windows, int stride, int kernel, int first, int size) {
    return Math.max(0, (windows - 1) * stride + kernel - first - size);
  }

  /** How much of a window that begins at {@code from} lies before {@code end}. */
  private static int within(int from, int length, int end) {
    return Math.min(from + length, end) - from;
  }
}
