package org.menagerie.export.onnx;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Shape;
import org.menagerie.export.onnx.Graph.Attribute;
import org.menagerie.export.quantize.Levels;
import org.menagerie.export.quantize.QuantizedPlan;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.Step;
import org.menagerie.inference.plan.Value;

/**
 * Writes a quantized plan as nodes of floats between pairs of {@code QuantizeLinear} and {@code
 * DequantizeLinear}, which runtimes join to operators on whole numbers.
 */
final class QuantizedGraph {
  private final Graph graph;
  private final QuantizedPlan quantized;
  private final Plan plan;

  /** Names of values, with the shape in which they were written. */
  private final Map<Integer, String> names = new HashMap<>();

  private final Map<Integer, Shape> shapes = new HashMap<>();

  private QuantizedGraph(Graph graph, QuantizedPlan quantized) {
    this.graph = graph;
    this.quantized = quantized;
    this.plan = quantized.plan();
  }

  /**
   * Writes all steps.
   *
   * @param input the name of the normalized images
   * @return that of the logits
   */
  static String write(Graph graph, QuantizedPlan quantized, String input) {
    QuantizedGraph writer = new QuantizedGraph(graph, quantized);
    writer.define(writer.plan.input(), writer.onLevels("input", input, writer.plan.input()));
    for (int i = 0; i < writer.plan.steps().size(); i++) {
      Step step = writer.plan.steps().get(i);
      String output = writer.node(Integer.toString(i), step);
      boolean logits =
          i == writer.plan.steps().size() - 1 && step.output().id() == writer.plan.output().id();
      writer.define(
          step.output(), logits ? output : writer.onLevels(i + ".output", output, step.output()));
    }
    return writer.read("logits", writer.plan.output());
  }

  private void define(Value value, String name) {
    names.put(value.id(), name);
    shapes.put(value.id(), value.shape());
  }

  /** A value as a step reads it, flat perhaps. */
  private String read(String index, Value value) {
    String name = requireNonNull(names.get(value.id()));
    return value.shape().equals(shapes.get(value.id()))
        ? name
        : graph.node("Flatten", index + ".Flatten", List.of(name), Attribute.of("axis", 1));
  }

  private String onLevels(String index, String from, Value value) {
    Levels levels = quantized.levels(value);
    String unit = graph.scalar(index + ".scale", levels.unit());
    String zero = graph.bytes(index + ".zero_point", List.of(), (byte) levels.zero());
    String whole =
        graph.node("QuantizeLinear", index + ".QuantizeLinear", List.of(from, unit, zero));
    return graph.node("DequantizeLinear", index + ".DequantizeLinear", List.of(whole, unit, zero));
  }

  private String node(String index, Step step) {
    List<String> inputs = step.inputs().stream().map(input -> read(index, input)).toList();
    String input = inputs.get(0);
    Value from = step.inputs().get(0);
    if (step instanceof Step.Convolve each) {
      Conv2d layer = each.layer();
      Conv2d biased =
          new Conv2d(
              layer.filters(),
              layer.kernel(),
              layer.stride(),
              layer.padding(),
              layer.dilation(),
              layer.groups(),
              true);
      Shape weight = biased.parameters(from.shape()).get(0).shape();
      return sums(index, input, from, biased, weight, each.weight(), each.bias());
    } else if (step instanceof Step.Sum each) {
      int outputs = each.output().length();
      Shape weight = new Shape(List.of(outputs, from.length()));
      return sums(index, input, from, Linear.of(outputs), weight, each.weight(), each.bias());
    } else if (step instanceof Step.Scale each) {
      String scaled =
          graph.node(
              "Mul",
              index + ".Mul",
              List.of(input, perChannel(index + ".scale", each, each.scale())));
      return graph.node(
          "Add", index + ".Add", List.of(scaled, perChannel(index + ".shift", each, each.shift())));
    } else if (step instanceof Step.Normalize each) {
      return layer(
          index,
          input,
          from,
          GroupNorm.of(each.parts()).withEpsilon(each.epsilon()).withoutAffine(),
          Map.of());
    } else if (step instanceof Step.Activate each) {
      return layer(index, input, from, each.layer(), Map.of());
    } else if (step instanceof Step.Slope each) {
      int channels = from.shape().channels();
      Tensor slopes = new Tensor(Shape.flat(channels), numbers(each.slope(), channels));
      return layer(index, input, from, new PRelu(true), Map.of(index + ".weight", slopes));
    } else if (step instanceof Step.Largest each) {
      return layer(index, input, from, each.layer(), Map.of());
    } else if (step instanceof Step.Mean each) {
      return layer(index, input, from, each.layer(), Map.of());
    } else if (step instanceof Step.Parts each) {
      return layer(index, input, from, each.layer(), Map.of());
    } else if (step instanceof Step.Shuffle each) {
      return layer(index, input, from, new ChannelShuffle(each.groups()), Map.of());
    } else if (step instanceof Step.Add) {
      return graph.node("Add", index + ".Add", inputs);
    } else if (step instanceof Step.Multiply) {
      return graph.node("Mul", index + ".Mul", inputs);
    }
    return graph.node("Concat", index + ".Concat", inputs, Attribute.of("axis", 1));
  }

  private String layer(
      String index, String input, Value from, Layer layer, Map<String, Tensor> weights) {
    return new GraphWriter(graph, new TensorMap(weights))
        .write(index, layer, input, from.shape(), Map.of());
  }

  /** A convolution or sums, whose constants are whole numbers. */
  private String sums(
      String index, String input, Value from, Layer layer, Shape shape, int weight, int bias) {
    int outputs = shape.channels();
    int length = Math.toIntExact(shape.elements());
    float level = quantized.levels(from).unit();
    byte[] whole = new byte[length];
    for (int i = 0; i < length; i++) {
      whole[i] = quantized.weights().get(weight + i);
    }
    float[] units = new float[outputs];
    float[] products = new float[outputs];
    ByteBuffer biases = ByteBuffer.allocate(outputs * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < outputs; k++) {
      products[k] = quantized.units().get(bias + k);
      units[k] = products[k] / level;
      biases.putInt(quantized.biases().get(bias + k));
    }
    Map<String, String> constants = new LinkedHashMap<>();
    constants.put(
        "weight",
        dequantized(
            index + ".weight",
            List.of(
                graph.bytes(index + ".weight.levels", shape.dimensions(), whole),
                graph.floats(index + ".weight.scale", List.of(outputs), units),
                graph.bytes(index + ".weight.zero_point", List.of(outputs), new byte[outputs]))));
    constants.put(
        "bias",
        dequantized(
            index + ".bias",
            List.of(
                graph.constant(
                    index + ".bias.levels", Graph.INT32, List.of(outputs), biases.array()),
                graph.floats(index + ".bias.scale", List.of(outputs), products))));
    return new GraphWriter(graph, new TensorMap(Map.of()))
        .write(index, layer, input, from.shape(), constants);
  }

  /** Channel by channel. */
  private String dequantized(String index, List<String> inputs) {
    return graph.node(
        "DequantizeLinear", index + ".DequantizeLinear", inputs, Attribute.of("axis", 0));
  }

  private float[] numbers(int place, int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = plan.weights().get(place + i);
    }
    return numbers;
  }

  private String perChannel(String name, Step.Scale step, int place) {
    Shape shape = step.input().shape();
    boolean perNumber = step.channels() == step.input().length();
    List<Integer> dimensions = perNumber ? shape.dimensions() : List.of(step.channels(), 1, 1);
    return graph.floats(name, dimensions, numbers(place, step.channels()));
  }
}
