package org.menagerie.export.c;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.export.quantize.Levels;
import org.menagerie.export.quantize.QuantizedPlan;
import org.menagerie.export.source.Template;
import org.menagerie.inference.plan.Call;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.Step;
import org.menagerie.inference.plan.Value;

/** The source of a header that computes on levels of 8 bits, and gives logits as floats. */
final class LevelSource {
  /** Functions that move levels, and do not compute with them. */
  private static final Set<String> OF_LEVELS = Set.of("largest", "shuffle");

  /** Functions that need no unit of what they read, which is part of that of their sums. */
  private static final Set<String> OF_SUMS = Set.of("convolve", "sum");

  /** Functions that compute with what single levels stand for. */
  private static final Set<String> OF_VALUES =
      Set.of("scale", "normalize", "slope", "add", "multiply");

  private final QuantizedPlan quantized;
  private final Plan plan;
  private final String name;
  private final StringBuilder steps = new StringBuilder();
  private final Set<String> used = new TreeSet<>(Set.of("level"));

  /** Functions that give logits, which are floats. */
  private final Set<String> last = new TreeSet<>();

  private LevelSource(QuantizedPlan quantized, String name) {
    this.quantized = quantized;
    this.plan = quantized.plan();
    this.name = name;
  }

  /** The whole file, in ASCII. */
  static String of(QuantizedPlan quantized, TrainedNetwork network, String name) {
    LevelSource source = new LevelSource(quantized, name);
    source.plan.steps().forEach(source::add);
    return HeaderText.of(network, name, source.body());
  }

  private HeaderText.Body body() {
    if (!givesLogits()) {
      used.add("value");
      loop(plan.output().length(), "logits[i] = %s;".formatted(value(plan.output(), "i")));
    }
    Levels input = quantized.levels(plan.input());
    return new HeaderText.Body(
        quantized.weights().size()
            + quantized.biases().size() * (Integer.BYTES + Float.BYTES)
            + plan.weights().size() * Float.BYTES,
        buffers().map(plan.buffers()::get).sum(),
        data(),
        kernels(used, "signed char", "level", "") + kernels(last, "float", "number", "_logits"),
        buffer(plan.input()),
        level("x", input),
        steps.toString());
  }

  private String kernels(Set<String> sections, String type, String level, String suffix) {
    return Template.fill(
        Template.sections(Template.beside(LevelSource.class, "kernels-int8.txt"), sections),
        Map.of("name", name, "out", type, "level", name + "_" + level, "suffix", suffix));
  }

  private String data() {
    return HeaderText.array("signed char", name + "_weights", quantized.weights(), String::valueOf)
        + HeaderText.array("int32_t", name + "_biases", quantized.biases(), String::valueOf)
        + HeaderText.array(
            "float", name + "_units", quantized.units(), each -> HeaderText.number(each))
        + HeaderText.array(
            "float", name + "_numbers", plan.weights(), each -> HeaderText.number(each))
        + buffers()
            .mapToObj(
                i -> "static signed char %s_b%s[%s];\n".formatted(name, i, plan.buffers().get(i)))
            .collect(joining());
  }

  /** Those that hold something, which the one for logits may not. */
  private IntStream buffers() {
    return Stream.concat(
            Stream.of(plan.input()),
            plan.steps().stream().filter(step -> !givesLogits(step)).map(Step::output))
        .mapToInt(plan::buffer)
        .distinct()
        .sorted();
  }

  /** Whether the last step computes the logits, and nothing else reads what it gives. */
  private boolean givesLogits() {
    return !plan.steps().isEmpty() && givesLogits(plan.steps().get(plan.steps().size() - 1));
  }

  private boolean givesLogits(Step step) {
    boolean computes = !(step instanceof Step.Activate || step instanceof Step.Join);
    return step.output().id() == plan.output().id()
        && computes
        && call(step).stream().noneMatch(call -> OF_LEVELS.contains(call.function()));
  }

  private static Optional<Call> call(Step step) {
    return step instanceof Step.Convolve each
        ? Optional.of(HeaderSource.convolution(each))
        : Call.of(step);
  }

  private void add(Step step) {
    if (step instanceof Step.Activate each) {
      activate(each);
    } else if (step instanceof Step.Join each) {
      join(each);
    } else {
      add(step, call(step).orElseThrow());
    }
  }

  /** A call of the same function, which takes units and zeros too. */
  private void add(Step step, Call call) {
    String function = call.function();
    boolean logits = givesLogits(step);
    (logits ? last : used).add(function);
    if (logits) {
      last.add("number");
    }
    if (OF_VALUES.contains(function)) {
      used.add("value");
    }
    List<String> arguments = new ArrayList<>();
    step.inputs().forEach(input -> arguments.add(buffer(input)));
    arguments.add(logits ? "logits" : buffer(step.output()));
    call.numbers().forEach(number -> arguments.add(String.valueOf(number)));
    if (!OF_LEVELS.contains(function)) {
      for (Value input : step.inputs()) {
        Levels levels = quantized.levels(input);
        if (!OF_SUMS.contains(function)) {
          arguments.add(HeaderText.number(levels.unit()));
        }
        arguments.add(Integer.toString(levels.zero()));
      }
      Levels levels = quantized.levels(step.output());
      arguments.add(HeaderText.number(1 / levels.unit()));
      arguments.add(Integer.toString(levels.zero()));
    }
    line(
        arguments.stream()
            .collect(joining(", ", name + "_" + function + (logits ? "_logits" : "") + "(", ");")));
  }

  private void line(String text) {
    steps.append("  ").append(text).append('\n');
  }

  private void loop(int times, String... lines) {
    line("for (i = 0; i < " + times + "; i++) {");
    Stream.of(lines).forEach(text -> line("  " + text));
    line("}");
  }

  private String buffer(Value value) {
    return name + "_b" + plan.buffer(value);
  }

  /** What a level stands for. */
  private String value(Value value, String index) {
    Levels levels = quantized.levels(value);
    return "%s_value(%s[%s], %s, %s)"
        .formatted(
            name,
            buffer(value),
            index,
            HeaderText.number(levels.unit()),
            String.valueOf(levels.zero()));
  }

  /** The level of a number. */
  private String level(String number, Levels levels) {
    return "%s_level(%s, %s, %s)"
        .formatted(
            name, number, HeaderText.number(1 / levels.unit()), String.valueOf(levels.zero()));
  }

  private void join(Step.Join step) {
    used.add("value");
    int place = 0;
    for (Value each : step.inputs()) {
      loop(
          each.length(),
          "%s[%s + i] = %s;"
              .formatted(
                  buffer(step.output()),
                  String.valueOf(place),
                  level(value(each, "i"), quantized.levels(step.output()))));
      place += each.length();
    }
  }

  private void activate(Step.Activate step) {
    used.add("value");
    loop(
        step.output().length(),
        "float x = %s;".formatted(value(step.input(), "i")),
        "%s[i] = %s;"
            .formatted(
                buffer(step.output()),
                level(
                    new Activations(name, used).expression(step.layer()),
                    quantized.levels(step.output()))));
  }
}
