package org.menagerie.inference.file;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Size;
import org.menagerie.api.recipe.Component;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.Step;
import org.menagerie.inference.plan.Value;

/**
 * Steps as text, one on a line: {@code activate(in=1, function=RELU)}. The input of the plan is
 * number 0, and the output of the n-th step, counted from 1, is number n; {@code flat} inputs are
 * read as vectors.
 */
final class StepWriter {
  /** What the plan's values are called here, and how they are read where they are written. */
  private final Map<Integer, Integer> numbers = new HashMap<>();

  private final Map<Integer, Value> written = new HashMap<>();

  private StepWriter() {}

  /** The lines of a plan; the last step gives its output. */
  static List<String> lines(Plan plan) {
    StepWriter writer = new StepWriter();
    writer.define(plan.input());
    List<String> lines = new ArrayList<>();
    for (Step step : plan.steps()) {
      lines.add(writer.component(step).toString());
      writer.define(step.output());
    }
    lines.add(writer.reading("output", List.of(plan.output())).toString());
    return lines;
  }

  private void define(Value value) {
    numbers.put(value.id(), numbers.size());
    written.put(value.id(), value);
  }

  private Component component(Step step) {
    if (step instanceof Step.Convolve each) {
      Conv2d layer = each.layer();
      return reading("convolve", step.inputs())
          .with("filters", layer.filters())
          .with("kernel", pair(layer.kernel()))
          .with("stride", pair(layer.stride()))
          .with("padding", padding(layer.padding()))
          .with("dilation", pair(layer.dilation()))
          .with("groups", layer.groups())
          .with("weight", each.weight())
          .with("bias", each.bias());
    } else if (step instanceof Step.Sum each) {
      return reading("sum", step.inputs())
          .with("outputs", each.output().length())
          .with("weight", each.weight())
          .with("bias", each.bias());
    } else if (step instanceof Step.Scale each) {
      return reading("scale", step.inputs())
          .with("channels", each.channels())
          .with("scale", each.scale())
          .with("shift", each.shift());
    } else if (step instanceof Step.Normalize each) {
      return reading("normalize", step.inputs())
          .with("parts", each.parts())
          .with("epsilon", each.epsilon());
    } else if (step instanceof Step.Activate each) {
      return reading("activate", step.inputs())
          .with("function", each.layer().function().name().toLowerCase(Locale.ROOT))
          .with("constants", tuple(each.layer().arguments().stream()));
    } else if (step instanceof Step.Slope each) {
      return reading("slope", step.inputs()).with("slope", each.slope());
    } else if (step instanceof Step.Largest each) {
      return reading("largest", step.inputs())
          .with("kernel", pair(each.layer().kernel()))
          .with("stride", pair(each.layer().stride()))
          .with("padding", padding(each.layer().padding()))
          .with("ceil", each.layer().ceil());
    } else if (step instanceof Step.Mean each) {
      return reading("mean", step.inputs())
          .with("kernel", pair(each.layer().kernel()))
          .with("stride", pair(each.layer().stride()))
          .with("padding", padding(each.layer().padding()))
          .with("ceil", each.layer().ceil())
          .with("count_include_pad", each.layer().countIncludePad());
    } else if (step instanceof Step.Parts each) {
      return reading("parts", step.inputs())
          .with("kind", each.layer().kind().name().toLowerCase(Locale.ROOT))
          .with("size", pair(each.layer().size()));
    } else if (step instanceof Step.Shuffle each) {
      return reading("shuffle", step.inputs()).with("groups", each.groups());
    } else if (step instanceof Step.Add) {
      return reading("add", step.inputs());
    } else if (step instanceof Step.Multiply) {
      return reading("multiply", step.inputs());
    }
    return reading("join", step.inputs());
  }

  private Component reading(String name, List<Value> inputs) {
    Component component =
        Component.of(name)
            .with("in", tuple(inputs.stream().map(each -> requireNonNull(numbers.get(each.id())))));
    List<Integer> flat =
        IntStream.range(0, inputs.size())
            .filter(i -> !inputs.get(i).equals(written.get(inputs.get(i).id())))
            .boxed()
            .toList();
    return flat.isEmpty() ? component : component.with("flat", tuple(flat.stream()));
  }

  private static String pair(Size size) {
    return tuple(Stream.of(size.height(), size.width()));
  }

  private static String padding(Padding padding) {
    return tuple(Stream.of(padding.top(), padding.bottom(), padding.left(), padding.right()));
  }

  private static String tuple(Stream<? extends Number> numbers) {
    return numbers.map(String::valueOf).collect(joining(", ", "(", ")"));
  }
}
