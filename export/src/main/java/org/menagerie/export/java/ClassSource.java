package org.menagerie.export.java;

import static java.util.stream.Collectors.joining;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.export.source.Template;
import org.menagerie.inference.plan.Call;
import org.menagerie.inference.plan.Convolution;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.Step;
import org.menagerie.inference.plan.Value;

/** The source of a class that computes what a plan says. */
final class ClassSource {
  /** Weights in one string constant, which may have 65,535 bytes. */
  private static final int WEIGHTS_PER_PART = 12_000;

  private static final int LINE = 120;

  /** Begins a section of kernels. */
  private static final String SECTION = "  // # ";

  /** Begins a method among them, up to the type of what it returns. */
  private static final Pattern MEMBER =
      Pattern.compile("(?m)^  (?:private )?(?:static )?((?:void|int\\[]|float\\[]\\[]|double) )");

  private final Plan plan;
  private final StringBuilder steps = new StringBuilder();
  private final StringBuilder constants = new StringBuilder();
  private final StringBuilder functions = new StringBuilder();
  private final Set<String> used = new TreeSet<>();
  private int padded;
  private int longest;
  private int most;

  private ClassSource(Plan plan) {
    this.plan = plan;
  }

  /** The whole file, in ASCII. */
  static String of(TrainedNetwork network, String className) {
    Plan plan = Plan.of(network);
    ClassSource source = new ClassSource(plan);
    for (int i = 0; i < plan.steps().size(); i++) {
      source.add(i, plan.steps().get(i));
    }
    return source.filled(network, className);
  }

  private String filled(TrainedNetwork network, String className) {
    Shape input = network.input();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("class", className);
    fields.put("channels", Integer.toString(input.channels()));
    fields.put("height", Integer.toString(input.height()));
    fields.put("width", Integer.toString(input.width()));
    fields.put(
        "classes", network.classes().stream().map(ClassSource::quoted).collect(joining(", ")));
    fields.put("name", comment(network.name()));
    fields.put(
        "notes",
        network.notes().entrySet().stream()
            .map(note -> " *   <li>" + comment(note.getKey() + ": " + note.getValue()) + "\n")
            .collect(joining()));
    fields.put("accuracy", accuracy(network));
    fields.put("constants", constants.toString());
    fields.put(
        "buffers",
        Stream.concat(plan.buffers().stream(), Stream.of(padded))
            .map(length -> "new float[" + length + "]")
            .collect(joining(", ")));
    fields.put("most", Integer.toString(most));
    fields.put("longest", Integer.toString(longest));
    fields.put("input", Integer.toString(plan.buffer(plan.input())));
    fields.put("output", Integer.toString(plan.buffer(plan.output())));
    fields.put("outputs", Integer.toString(plan.output().length()));
    fields.put("steps", steps.toString());
    fields.put("means", perChannel(network, Normalization::mean));
    fields.put("deviations", perChannel(network, Normalization::std));
    fields.put("kernels", Template.sections(kernels(), used) + functions);
    fields.put("weights", Integer.toString(plan.weights().size()));
    fields.put("parts", parts());
    return Template.fill(Template.beside(ClassSource.class, "class.txt"), fields);
  }

  /** What networks run on in this program too, as members of one class. */
  private static String kernels() {
    String source = Template.beside(ClassSource.class, "Kernels.java");
    return MEMBER
        .matcher(source.substring(source.indexOf(SECTION), source.lastIndexOf('}')))
        .replaceAll("  private static $1")
        .replace("weights[", "W[")
        .replace(SECTION, "# ");
  }

  private static String accuracy(TrainedNetwork network) {
    String accuracy = network.notes().get("test_accuracy");
    return accuracy == null
        ? ""
        : "\n  /** Right answers among the test images, in percent. */\n"
            + "  public static final String TEST_ACCURACY = "
            + quoted(accuracy)
            + ";\n";
  }

  private static String perChannel(
      TrainedNetwork network, ToDoubleFunction<Normalization> property) {
    return IntStream.range(0, network.input().channels())
        .mapToObj(network.normalization()::channel)
        .map(channel -> Double.toString(property.applyAsDouble(channel)))
        .collect(joining(", "));
  }

  private void add(int index, Step step) {
    if (step instanceof Step.Convolve each) {
      convolve(index, each);
    } else if (step instanceof Step.Sum each && each.isByInputs()) {
      sumRows(index, each);
    } else if (step instanceof Step.Activate each) {
      activate(index, each);
    } else if (step instanceof Step.Join each) {
      join(each);
    } else {
      Call call = Call.of(step).orElseThrow();
      used.add(call.function());
      line(call.text(this::buffer));
    }
  }

  private void line(String text) {
    steps.append("    ").append(text).append('\n');
  }

  private String buffer(Value value) {
    return "b[" + plan.buffer(value) + "]";
  }

  private void convolve(int index, Step.Convolve step) {
    Convolution convolution = Convolution.of(step);
    Conv2d layer = step.layer();
    Shape from = step.input().shape();
    Shape to = step.output().shape();
    int rows = convolution.rows();
    int columns = convolution.columns();
    String input = buffer(step.input());
    if (convolution.isPadded()) {
      used.add("pad");
      padded = Math.max(padded, convolution.paddedLength());
      String border = "b[" + plan.buffers().size() + "]";
      line(
          list(
              "pad",
              input,
              border,
              from.channels(),
              from.height(),
              from.width(),
              layer.padding().top(),
              layer.padding().left(),
              rows,
              columns));
      input = border;
    }
    String taps = "TAPS_" + index;
    used.addAll(Set.of("taps", "addFour"));
    constants
        .append("  private static final int[] ")
        .append(taps)
        .append(" =\n      ")
        .append(
            list(
                "taps",
                convolution.inGroup(),
                rows * columns,
                layer.kernel().height(),
                layer.dilation().height() * columns,
                layer.kernel().width(),
                layer.dilation().width()))
        .append('\n');
    longest = Math.max(longest, convolution.longest());
    most = Math.max(most, convolution.arrays());
    int shifted = plan.buffers().size() + 1;
    if (convolution.isByPixels()) {
      used.add("convolvePixels");
      line(
          list(
              "convolvePixels",
              input,
              buffer(step.output()),
              "b[" + shifted + "]",
              transposed(
                  index,
                  step.weight(),
                  layer.filters(),
                  convolution.taps(),
                  convolution.perGroup()),
              taps,
              convolution.groupLength(),
              step.bias(),
              layer.filters(),
              convolution.perGroup(),
              to.height(),
              to.width(),
              convolution.rowStep(),
              layer.stride().width()));
    } else {
      used.add("convolve");
      line(
          list(
              "convolve",
              input,
              buffer(step.output()),
              "b",
              shifted,
              taps,
              convolution.groupLength(),
              step.weight(),
              step.bias(),
              layer.filters(),
              convolution.perGroup(),
              to.height(),
              to.width(),
              convolution.rowStep(),
              layer.stride().width(),
              convolution.pitch()));
    }
  }

  private void sumRows(int index, Step.Sum step) {
    used.addAll(Set.of("sumRows", "addFour"));
    int inputs = step.input().length();
    int outputs = step.output().length();
    line(
        list(
            "sumRows",
            buffer(step.input()),
            buffer(step.output()),
            transposed(index, step.weight(), outputs, inputs, outputs),
            inputs,
            outputs,
            step.bias()));
  }

  /** The name of a constant that holds weights of a step, input by input. */
  private String transposed(int index, int weight, int outputs, int inputs, int perGroup) {
    used.add("transposed");
    String rows = "ROWS_" + index;
    constants
        .append("  private static final float[][] ")
        .append(rows)
        .append(" =\n      ")
        .append(list("transposed", weight, outputs, inputs, perGroup))
        .append('\n');
    return rows;
  }

  private static String list(String name, Object... arguments) {
    return Stream.of(arguments).map(String::valueOf).collect(joining(", ", name + "(", ");"));
  }

  private void join(Step.Join step) {
    int place = 0;
    for (Value each : step.inputs()) {
      line(list("System.arraycopy", buffer(each), 0, buffer(step.output()), place, each.length()));
      place += each.length();
    }
  }

  /** A method of its own for each activation, so that its function is known when it is compiled. */
  private void activate(int index, Step.Activate step) {
    line(list("activate" + index, buffer(step.input()), buffer(step.output())));
    functions
        .append("  private static void activate")
        .append(index)
        .append("(float[] in, float[] out) {\n    for (int i = 0; i < ")
        .append(step.output().length())
        .append("; i++) {\n      float x = in[i];\n      out[i] = ")
        .append(expression(step.layer()))
        .append(";\n    }\n  }\n\n");
  }

  private String expression(Activation layer) {
    return switch (layer.function()) {
      case RELU -> "Math.max(x, 0)";
      case LEAKY_RELU -> "x > 0 ? x : x * " + (float) layer.argument(0) + "f";
      case SIGMOID -> "(float) " + function("sigmoid", "x");
      case TANH -> "(float) Math.tanh(x)";
      case SILU -> "(float) (x * " + function("sigmoid", "x") + ")";
      case ELU -> "x > 0 ? x : (float) (" + layer.argument(0) + " * Math.expm1(x))";
      case GELU -> "(float) (x * 0.5 * (1 + " + function("erf", "x * " + Math.sqrt(0.5)) + "))";
      case GELU_TANH ->
          "(float) (x * 0.5 * (1 + Math.tanh("
              + Math.sqrt(2 / Math.PI)
              + " * (x + 0.044715 * x * x * x))))";
      case MISH -> "(float) (x * Math.tanh(" + function("softplus", "x") + "))";
      case HARDSWISH -> "x * Math.min(Math.max(x + 3, 0), 6) / 6";
      case HARDSIGMOID -> "Math.min(Math.max(x + 3, 0), 6) / 6";
      case HARDTANH ->
          "Math.min(Math.max(x, "
              + (float) layer.argument(0)
              + "f), "
              + (float) layer.argument(1)
              + "f)";
      case RELU6 -> "Math.min(Math.max(x, 0), 6)";
      case SOFTPLUS -> {
        double beta = layer.argument(0);
        String scaled = "x * " + beta;
        yield scaled
            + " > "
            + layer.argument(1)
            + " ? x : (float) ("
            + function("softplus", scaled)
            + " / "
            + beta
            + ")";
      }
    };
  }

  private String function(String name, String argument) {
    used.add(name);
    return name + "(" + argument + ")";
  }

  private String parts() {
    StringBuilder parts = new StringBuilder();
    List<Float> weights = plan.weights();
    Base64.Encoder encoder = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    for (int from = 0; from < weights.size(); from += WEIGHTS_PER_PART) {
      int to = Math.min(weights.size(), from + WEIGHTS_PER_PART);
      ByteBuffer bytes = ByteBuffer.allocate((to - from) * Float.BYTES);
      weights.subList(from, to).forEach(bytes::putFloat);
      parts.append("\"\"\"\n").append(encoder.encodeToString(bytes.array())).append("\"\"\",\n");
    }
    return parts.toString();
  }

  /** A string literal, in ASCII. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        default -> quoted.append(c < ' ' || c > '~' ? unicode(c) : String.valueOf(c));
      }
    }
    return quoted.append('"').toString();
  }

  private static String unicode(char c) {
    return "\\u" + String.format(Locale.ROOT, "%04x", (int) c);
  }

  /** Text for Javadoc, in ASCII, that neither ends the comment nor is a tag. */
  static String comment(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                c < ' ' || c > '~' || "\\*<>&@{}".indexOf(c) >= 0
                    ? "&#" + c + ";"
                    : Character.toString(c))
        .collect(joining());
  }
}
