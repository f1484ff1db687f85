package org.menagerie.inference.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.Step;
import org.menagerie.inference.plan.Value;

/**
 * Reads what {@link StepWriter} writes. Shapes are computed again, and places of weights checked,
 * so that a step from any file reads and writes within its buffers.
 */
final class StepReader {
  /** Numbers of a value; more than that is no network of an image but a mistake. */
  private static final long MOST = 1L << 24;

  private final List<Value> values = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Float> weights;

  private StepReader(List<Float> weights) {
    this.weights = weights;
  }

  /**
   * The plan of some lines.
   *
   * @throws IllegalArgumentException if steps do not fit together
   * @throws org.menagerie.api.error.MenagerieException if a line is no step
   */
  static Plan plan(List<String> lines, Shape input, List<Float> weights) {
    StepReader reader = new StepReader(weights);
    reader.values.add(reader.value(input));
    for (String line : lines.subList(0, Math.max(0, lines.size() - 1))) {
      reader.add(new Line(Component.parse(line)));
    }
    require(!lines.isEmpty(), "there are no steps");
    Line last = new Line(Component.parse(lines.get(lines.size() - 1)));
    require(last.component.name().equals("output"), "there is no output");
    Value output = reader.only(last);
    return Plan.of(reader.values.get(0), output, List.copyOf(reader.steps), weights);
  }

  private Value value(Shape shape) {
    require(shape.elements() <= MOST, "maps are too large");
    return new Value(values.size(), shape);
  }

  private void add(Line line) {
    Step step = step(line);
    steps.add(step);
    values.add(step.output());
  }

  private Step step(Line line) {
    return switch (line.component.name()) {
      case "convolve" -> convolve(line);
      case "sum" -> sum(line);
      case "scale" -> {
        int channels = line.count("channels");
        Value input = only(line);
        require(input.length() % channels == 0, "channels do not divide a map");
        yield new Step.Scale(
            input,
            like(input),
            channels,
            place(line, "scale", channels),
            place(line, "shift", channels));
      }
      case "normalize" -> {
        Value input = only(line);
        int parts = line.count("parts");
        require(input.length() % parts == 0, "parts do not divide a map");
        yield new Step.Normalize(input, like(input), parts, line.arguments.number("epsilon"));
      }
      case "activate" -> {
        Activation.Function function =
            Activation.Function.valueOf(line.text("function").toUpperCase(Locale.ROOT));
        List<Double> constants =
            line.text("constants").equals("()") ? List.of() : line.arguments.numbers("constants");
        Value input = only(line);
        yield new Step.Activate(input, like(input), new Activation(function, constants));
      }
      case "slope" -> {
        Value input = only(line);
        yield new Step.Slope(input, like(input), place(line, "slope", input.shape().channels()));
      }
      case "largest" -> {
        MaxPool layer =
            new MaxPool(
                line.size("kernel"),
                line.size("stride"),
                line.padding(),
                line.arguments.flag("ceil"));
        Value input = only(line);
        yield new Step.Largest(input, value(layer.outputShape(input.shape())), layer);
      }
      case "mean" -> {
        AvgPool layer =
            new AvgPool(
                line.size("kernel"),
                line.size("stride"),
                line.padding(),
                line.arguments.flag("ceil"),
                line.arguments.flag("count_include_pad"));
        Value input = only(line);
        yield new Step.Mean(input, value(layer.outputShape(input.shape())), layer);
      }
      case "parts" -> {
        AdaptivePool layer =
            new AdaptivePool(
                AdaptivePool.Kind.valueOf(line.text("kind").toUpperCase(Locale.ROOT)),
                line.size("size"));
        Value input = only(line);
        yield new Step.Parts(input, value(layer.outputShape(input.shape())), layer);
      }
      case "shuffle" -> {
        Layer layer = new ChannelShuffle(line.count("groups"));
        Value input = only(line);
        yield new Step.Shuffle(
            input, value(layer.outputShape(input.shape())), line.count("groups"));
      }
      case "add" -> {
        List<Value> terms = inputs(line, 2);
        require(terms.get(0).shape().equals(terms.get(1).shape()), "terms differ in shape");
        yield new Step.Add(terms, like(terms.get(0)));
      }
      case "multiply" -> multiply(inputs(line, 2));
      case "join" -> join(inputs(line, line.whole("in").length));
      default -> throw new IllegalArgumentException("there is no step " + line.component.name());
    };
  }

  private Step convolve(Line line) {
    Conv2d layer =
        new Conv2d(
            line.count("filters"),
            line.size("kernel"),
            line.size("stride"),
            line.padding(),
            line.size("dilation"),
            line.count("groups"),
            true);
    Value input = only(line);
    Value output = value(layer.outputShape(input.shape()));
    Shape padded =
        Shape.image(
            input.shape().channels(),
            Math.addExact(
                input.shape().height(),
                Math.addExact(layer.padding().top(), layer.padding().bottom())),
            Math.addExact(
                input.shape().width(),
                Math.addExact(layer.padding().left(), layer.padding().right())));
    require(padded.elements() <= MOST, "maps are too large");
    long length = layer.parameters(input.shape()).get(0).shape().elements();
    return new Step.Convolve(
        input, output, layer, place(line, "weight", length), place(line, "bias", layer.filters()));
  }

  private Step sum(Line line) {
    int outputs = line.count("outputs");
    Value input = only(line);
    long length = (long) input.length() * outputs;
    return new Step.Sum(
        input,
        value(Shape.flat(outputs)),
        place(line, "weight", length),
        place(line, "bias", outputs));
  }

  private Step multiply(List<Value> factors) {
    Shape one = factors.get(0).shape();
    Shape other = factors.get(1).shape();
    require(
        one.dimensions().size() == other.dimensions().size()
            && IntStream.range(0, one.dimensions().size())
                .allMatch(
                    i ->
                        other.dimensions().get(i) == 1
                            || other.dimensions().get(i).equals(one.dimensions().get(i))),
        "factors differ in shape");
    int area = factors.get(1).area();
    require(area == 1 || area == factors.get(0).area(), "factors differ in shape");
    return new Step.Multiply(factors, like(factors.get(0)));
  }

  private Step join(List<Value> parts) {
    Shape first = parts.get(0).shape();
    int channels = 0;
    for (Value part : parts) {
      require(
          part.shape().isFlat() == first.isFlat()
              && part.shape().height() == first.height()
              && part.shape().width() == first.width(),
          "joined maps differ in size");
      channels = Math.addExact(channels, part.shape().channels());
    }
    Shape joined =
        first.isFlat()
            ? Shape.flat(channels)
            : Shape.image(channels, first.height(), first.width());
    return new Step.Join(parts, value(joined));
  }

  private Value like(Value input) {
    return value(input.shape());
  }

  private Value only(Line line) {
    return inputs(line, 1).get(0);
  }

  private List<Value> inputs(Line line, int count) {
    int[] numbers = line.whole("in");
    require(numbers.length == count && count > 0, "a step has too many inputs or too few");
    List<Integer> flat = IntStream.of(line.flat()).boxed().toList();
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              require(numbers[i] < values.size(), "a step reads what is not written yet");
              Value value = values.get(numbers[i]);
              return flat.contains(i) ? new Value(value.id(), Shape.flat(value.length())) : value;
            })
        .toList();
  }

  private int place(Line line, String name, long length) {
    int place = line.arguments.integer(name, 0);
    require(place + length <= weights.size(), "weights are missing");
    return place;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** One line of text. */
  private static final class Line {
    private final Component component;
    private final Arguments arguments;

    Line(Component component) {
      this.component = component;
      this.arguments =
          Arguments.of(
              component,
              component.arguments().keySet().stream()
                  .map(name -> ParameterSpec.required(name, ""))
                  .toList());
    }

    String text(String name) {
      return arguments.text(name);
    }

    int count(String name) {
      return arguments.integer(name, 1);
    }

    /** Whole numbers of at least 0. */
    int[] whole(String name) {
      return arguments.numbers(name).stream()
          .mapToInt(
              number -> {
                require(
                    number >= 0 && number <= Integer.MAX_VALUE && number == Math.rint(number),
                    name + " is no whole number");
                return number.intValue();
              })
          .toArray();
    }

    int[] flat() {
      return Optional.ofNullable(component.arguments().get("flat"))
          .map(unused -> whole("flat"))
          .orElseGet(() -> new int[0]);
    }

    Size size(String name) {
      int[] edges = whole(name);
      require(edges.length == 2, name + " has two edges");
      return new Size(edges[0], edges[1]);
    }

    Padding padding() {
      int[] edges = whole("padding");
      require(edges.length == 4, "padding has four edges");
      return new Padding(edges[0], edges[1], edges[2], edges[3]);
    }
  }
}
