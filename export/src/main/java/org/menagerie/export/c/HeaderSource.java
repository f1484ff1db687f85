package org.menagerie.export.c;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.export.source.Template;
import org.menagerie.inference.plan.Call;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.Step;
import org.menagerie.inference.plan.Value;

/** The source of a header that computes what a plan says. */
final class HeaderSource {
  /** Decimal digits that tell any two floats apart. */
  private static final MathContext DIGITS = new MathContext(9);

  private static final int NUMBERS_PER_LINE = 6;

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
    return source.filled(network);
  }

  /** What macros begin with. */
  static String macro(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  private String filled(TrainedNetwork network) {
    Shape input = network.input();
    int ram = plan.buffers().stream().mapToInt(Integer::intValue).sum() * Float.BYTES;
    String weights = weights();
    String kernels =
        Template.fill(
            Template.sections(Template.beside(HeaderSource.class, "kernels.txt"), used),
            Map.of("name", name));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("macro", macro(name));
    fields.put("model", comment(network.name()));
    fields.put(
        "notes",
        network.notes().entrySet().stream()
            .map(note -> " * " + comment(note.getKey() + ": " + note.getValue()) + "\n")
            .collect(joining()));
    fields.put("flash", Integer.toString(plan.weights().size() * Float.BYTES));
    fields.put("ram", Integer.toString(ram));
    fields.put("channels", Integer.toString(input.channels()));
    fields.put("height", Integer.toString(input.height()));
    fields.put("width", Integer.toString(input.width()));
    fields.put("pixels", Long.toString(input.elements()));
    fields.put("count", Integer.toString(network.classes().size()));
    fields.put(
        "classes",
        network.classes().stream().map(each -> "  " + quoted(each) + ",\n").collect(joining()));
    fields.put("includes", includes(kernels + steps + weights));
    fields.put("weights", weights);
    fields.put("buffers", buffers());
    fields.put("kernels", kernels);
    fields.put("means", perChannel(network, Normalization::mean));
    fields.put("deviations", perChannel(network, Normalization::std));
    fields.put("input", buffer(plan.input()));
    fields.put("output", buffer(plan.output()));
    fields.put("steps", steps.toString());
    return Template.fill(Template.beside(HeaderSource.class, "header.txt"), fields);
  }

  private static String includes(String code) {
    return Stream.of("expf(", "expm1f(", "log1pf(", "sqrtf(", "tanhf(", "erff(", "NAN", "INFINITY")
            .anyMatch(code::contains)
        ? "#include <math.h>\n"
        : "";
  }

  private String weights() {
    List<Float> weights = plan.weights();
    if (weights.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder("static const float %s_weights[%s] = {".formatted(name, weights.size()));
    for (int i = 0; i < weights.size(); i++) {
      text.append(i % NUMBERS_PER_LINE == 0 ? "\n  " : " ")
          .append(number(weights.get(i)))
          .append(',');
    }
    return text.append("\n};\n").toString();
  }

  private String buffers() {
    return IntStream.range(0, plan.buffers().size())
        .mapToObj(i -> "static float %s_b%s[%s];\n".formatted(name, i, plan.buffers().get(i)))
        .collect(joining());
  }

  private static String perChannel(
      TrainedNetwork network, ToDoubleFunction<Normalization> property) {
    return IntStream.range(0, network.input().channels())
        .mapToObj(network.normalization()::channel)
        .map(channel -> number((float) property.applyAsDouble(channel)))
        .collect(joining(", "));
  }

  /** A literal that is read as exactly this float. */
  static String number(double value) {
    float number = (float) value;
    if (Float.isNaN(number)) {
      return "NAN";
    }
    if (Float.isInfinite(number)) {
      return number > 0 ? "INFINITY" : "-INFINITY";
    }
    if (number == 0) {
      return 1 / number > 0 ? "0.0f" : "-0.0f";
    }
    String digits = new BigDecimal(number).round(DIGITS).stripTrailingZeros().toString();
    return digits + (digits.contains(".") || digits.contains("E") ? "f" : ".0f");
  }

  private void add(Step step) {
    if (step instanceof Step.Convolve each) {
      convolve(each);
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

  private void convolve(Step.Convolve step) {
    Conv2d layer = step.layer();
    Shape from = step.input().shape();
    Shape to = step.output().shape();
    add(
        new Call(
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
                step.bias())));
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
        "%s[i] = %s;".formatted(buffer(step.output()), expression(step.layer())));
  }

  private void loop(int times, String... lines) {
    line("for (i = 0; i < " + times + "; i++) {");
    Stream.of(lines).forEach(text -> line("  " + text));
    line("}");
  }

  private String expression(Activation layer) {
    return switch (layer.function()) {
      case RELU -> "x < 0 ? 0 : x";
      case LEAKY_RELU -> "x > 0 ? x : x * " + number(layer.argument(0));
      case SIGMOID -> function("sigmoid", "x");
      case TANH -> "tanhf(x)";
      case SILU -> "x * " + function("sigmoid", "x");
      case ELU -> "x > 0 ? x : " + number(layer.argument(0)) + " * expm1f(x)";
      case GELU -> "x * 0.5f * (1 + erff(x * " + number(Math.sqrt(0.5)) + "))";
      case GELU_TANH ->
          "x * 0.5f * (1 + tanhf("
              + number(Math.sqrt(2 / Math.PI))
              + " * (x + 0.044715f * x * x * x)))";
      case MISH -> "x * tanhf(" + function("softplus", "x") + ")";
      case HARDSWISH -> "x * " + function("clamp", "x + 3, 0, 6") + " / 6";
      case HARDSIGMOID -> function("clamp", "x + 3, 0, 6") + " / 6";
      case HARDTANH ->
          function("clamp", "x, " + number(layer.argument(0)) + ", " + number(layer.argument(1)));
      case RELU6 -> function("clamp", "x, 0, 6");
      case SOFTPLUS -> {
        String beta = number(layer.argument(0));
        String scaled = "x * " + beta;
        yield "%s > %s ? x : %s / %s"
            .formatted(scaled, number(layer.argument(1)), function("softplus", scaled), beta);
      }
    };
  }

  private String function(String function, String arguments) {
    used.add(function);
    return name + "_" + function + "(" + arguments + ")";
  }

  /** A string literal in ASCII, of the bytes of UTF-8; question marks begin no trigraph. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (byte b : text.getBytes(UTF_8)) {
      int c = b & 255;
      if (c == '"' || c == '\\' || c == '?') {
        quoted.append('\\').append((char) c);
      } else if (c < ' ' || c > '~') {
        quoted.append('\\').append(Integer.toOctalString(512 + c).substring(1));
      } else {
        quoted.append((char) c);
      }
    }
    return quoted.append('"').toString();
  }

  /** Text for a comment, in ASCII, that neither ends it nor begins another. */
  static String comment(String text) {
    return text.codePoints()
        .mapToObj(c -> c < ' ' || c > '~' ? "U+" + Integer.toHexString(c) : Character.toString(c))
        .collect(joining())
        .replace("?/", "? /")
        .replace("*/", "* /")
        .replace("/*", "/ *");
  }
}
