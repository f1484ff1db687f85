package org.menagerie.export.c;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Shape;
import org.menagerie.export.source.Template;
import org.menagerie.inference.plan.Call;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.Step;
import org.menagerie.inference.plan.Value;

/** The source of a header that computes what a plan says. */
final class HeaderSource {
  private final Plan plan;
  private final String name;
  private final StringBuilder steps = new StringBuilder();
  private final Set<String> used = new TreeSet<>();

  private HeaderSource(Plan plan, String name) {
    this.plan = plan;
    this.name = name;
  }

  /** The whole file, in ASCII. */
  static String of(TrainedNetwork network, String name) {
    HeaderSource source = new HeaderSource(Plan.of(network), name);
    source.plan.steps().forEach(source::add);
    return HeaderText.of(network, name, source.body());
  }

  private HeaderText.Body body() {
    String output = buffer(plan.output());
    loop(plan.output().length(), "logits[i] = %s[i];".formatted(output));
    int ram = plan.buffers().stream().mapToInt(Integer::intValue).sum() * Float.BYTES;
    return new HeaderText.Body(
        plan.weights().size() * Float.BYTES,
        ram,
        weights() + buffers(),
        Template.fill(
            Template.sections(Template.beside(HeaderSource.class, "kernels.txt"), used),
            Map.of("name", name)),
        buffer(plan.input()),
        "x",
        steps.toString());
  }

  private String weights() {
    return HeaderText.array(
        "float", name + "_weights", plan.weights(), each -> HeaderText.number(each));
  }

  private String buffers() {
    return IntStream.range(0, plan.buffers().size())
        .mapToObj(i -> "static float %s_b%s[%s];\n".formatted(name, i, plan.buffers().get(i)))
        .collect(joining());
  }

  private void add(Step step) {
    if (step instanceof Step.Convolve each) {
      add(convolution(each));
    } else if (step instanceof Step.Activate each) {
      activate(each);
    } else if (step instanceof Step.Join each) {
      join(each);
    } else {
      add(Call.of(step).orElseThrow());
    }
  }

  private void add(Call call) {
    used.add(call.function());
    line(name + "_" + call.text(this::buffer));
  }

  private void line(String text) {
    steps.append("  ").append(text).append('\n');
  }

  private String buffer(Value value) {
    return name + "_b" + plan.buffer(value);
  }

  /** A convolution as the call of a function. */
  static Call convolution(Step.Convolve step) {
    Conv2d layer = step.layer();
    Shape from = step.input().shape();
    Shape to = step.output().shape();
    return new Call(
        "convolve",
        List.of(step.input(), step.output()),
        List.of(
            from.height(),
            from.width(),
            layer.filters(),
            to.height(),
            to.width(),
            from.channels() / layer.groups(),
            layer.filters() / layer.groups(),
            layer.kernel().height(),
            layer.kernel().width(),
            layer.stride().height(),
            layer.stride().width(),
            layer.dilation().height(),
            layer.dilation().width(),
            layer.padding().top(),
            layer.padding().left(),
            step.weight(),
            step.bias()));
  }

  private void join(Step.Join step) {
    int place = 0;
    for (Value each : step.inputs()) {
      loop(
          each.length(),
          "%s[%s + i] = %s[i];".formatted(buffer(step.output()), place, buffer(each)));
      place += each.length();
    }
  }

  private void activate(Step.Activate step) {
    loop(
        step.output().length(),
        "float x = %s[i];".formatted(buffer(step.input())),
        "%s[i] = %s;"
            .formatted(
                buffer(step.output()), new Activations(name, used).expression(step.layer())));
  }

  private void loop(int times, String... lines) {
    line("for (i = 0; i < " + times + "; i++) {");
    Stream.of(lines).forEach(text -> line("  " + text));
    line("}");
  }
}
