package org.menagerie.export.pytorch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.export.TrainedNetwork;
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
import org.menagerie.api.recipe.Normalization;

/** The source of a {@code torch.nn.Module} with the names and the arguments of a network. */
final class ModuleSource {
  private static final String INDENT = "    ";

  private ModuleSource() {}

  /**
   * The whole file.
   *
   * @param weights name of the file that holds them, in the same folder
   */
  static String of(TrainedNetwork network, String weights) {
    String layers =
        Sequence.of(new Path("", network.network().layers()), network.input()).stream()
            .map(layer -> layer.indent(3 * INDENT.length()).stripTrailing() + ",\n")
            .collect(joining());
    return template()
        .replace("{name}", text(network.name()))
        .replace("{weights}", literal(weights))
        .replace("{input}", shape(network.input()))
        .replace(
            "{classes}",
            network.classes().stream().map(ModuleSource::literal).collect(joining(", ", "[", "]")))
        .replace("{mean}", means(network))
        .replace("{std}", deviations(network))
        .replace("{layers}", layers.stripTrailing());
  }

  /** The mean of each channel's normalization, as a list. */
  static String means(TrainedNetwork network) {
    return ofChannels(network, Normalization::mean);
  }

  /** The standard deviation of each channel's normalization, as a list. */
  static String deviations(TrainedNetwork network) {
    return ofChannels(network, Normalization::std);
  }

  private static String ofChannels(TrainedNetwork network, ToDoubleFunction<Normalization> value) {
    return IntStream.range(0, network.input().channels())
        .mapToObj(i -> number(value.applyAsDouble(network.normalization().channel(i))))
        .collect(joining(", ", "[", "]"));
  }

  private static String template() {
    try (InputStream in = ModuleSource.class.getResourceAsStream("module.py")) {
      if (in == null) {
        throw new IllegalStateException("module.py is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text that ends no docstring. */
  private static String text(String name) {
    return name.replace("\\", "/").replace("\"", "'");
  }

  /** A string of Python, in ASCII. */
  private static String literal(String text) {
    return text.chars()
        .mapToObj(
            c ->
                c == '"' || c == '\\'
                    ? "\\" + (char) c
                    : c >= ' ' && c < 0x7F
                        ? Character.toString(c)
                        : String.format(Locale.ROOT, "\\u%04x", c))
        .collect(joining("", "\"", "\""));
  }

  private static String number(double value) {
    return Double.toString(value);
  }

  private static String flag(boolean value) {
    return value ? "True" : "False";
  }

  private static String shape(Shape shape) {
    return shape.dimensions().toString();
  }

  /** A number where both are equal, else a pair. */
  private static String size(Size size) {
    return size.isSquare()
        ? Integer.toString(size.height())
        : "(%d, %d)".formatted(size.height(), size.width());
  }

  private static String padding(Padding padding) {
    return padding.isEven() ? size(padding.first()) : "\"same\"";
  }

  /** The modules of a path, in order, each as an expression. */
  private record Sequence(Shape input) implements LayerVisitor<String> {
    static List<String> of(Path path, Shape input) {
      List<String> modules = new ArrayList<>();
      Shape shape = input;
      for (Layer layer : path.layers()) {
        modules.add(new Sequence(shape).visit(layer));
        shape = layer.outputShape(shape);
      }
      return modules;
    }

    private static String call(String module, String... arguments) {
      return Stream.of(arguments)
          .filter(argument -> !argument.isEmpty())
          .collect(joining(", ", module + "(", ")"));
    }

    /** A keyword argument, left out where it is PyTorch's default. */
    private static String unless(String usual, String name, String value) {
      return value.equals(usual) ? "" : name + "=" + value;
    }

    /** A module of modules, one a line. */
    private static String nested(String module, List<String> before, List<String> modules) {
      if (modules.isEmpty()) {
        return call(module, before.toArray(String[]::new));
      }
      return Stream.concat(before.stream(), modules.stream())
          .map(argument -> argument.indent(INDENT.length()).stripTrailing() + ",\n")
          .collect(joining("", module + "(\n", ")"));
    }

    private String sequential(Path path) {
      return nested("nn.Sequential", List.of(), of(path, input));
    }

    @Override
    public String conv2d(Conv2d layer) {
      return call(
          "nn.Conv2d",
          Integer.toString(input.channels()),
          Integer.toString(layer.filters()),
          size(layer.kernel()),
          unless("1", "stride", size(layer.stride())),
          unless("0", "padding", padding(layer.padding())),
          unless("1", "dilation", size(layer.dilation())),
          unless("1", "groups", Integer.toString(layer.groups())),
          unless("True", "bias", flag(layer.bias())));
    }

    @Override
    public String linear(Linear layer) {
      return call(
          "nn.Linear",
          Integer.toString(input.channels()),
          Integer.toString(layer.units()),
          unless("True", "bias", flag(layer.bias())));
    }

    @Override
    public String batchNorm(BatchNorm layer) {
      return call(
          input.isFlat() ? "nn.BatchNorm1d" : "nn.BatchNorm2d",
          Integer.toString(input.channels()),
          unless("1.0E-5", "eps", number(layer.epsilon())),
          unless("0.1", "momentum", number(layer.momentum())),
          unless("True", "affine", flag(layer.affine())));
    }

    @Override
    public String groupNorm(GroupNorm layer) {
      return call(
          "nn.GroupNorm",
          Integer.toString(layer.groups()),
          Integer.toString(input.channels()),
          unless("1.0E-5", "eps", number(layer.epsilon())),
          unless("True", "affine", flag(layer.affine())));
    }

    @Override
    public String layerNorm(LayerNorm layer) {
      return call(
          "nn.LayerNorm",
          shape(input),
          unless("1.0E-5", "eps", number(layer.epsilon())),
          unless("True", "elementwise_affine", flag(layer.affine())));
    }

    @Override
    public String activation(Activation layer) {
      return switch (layer.function()) {
        case RELU -> "nn.ReLU()";
        case LEAKY_RELU -> call("nn.LeakyReLU", number(layer.argument(0)));
        case SIGMOID -> "nn.Sigmoid()";
        case TANH -> "nn.Tanh()";
        case SILU -> "nn.SiLU()";
        case ELU -> call("nn.ELU", number(layer.argument(0)));
        case GELU -> "nn.GELU()";
        case GELU_TANH -> "nn.GELU(approximate=\"tanh\")";
        case MISH -> "nn.Mish()";
        case HARDSWISH -> "nn.Hardswish()";
        case HARDSIGMOID -> "nn.Hardsigmoid()";
        case HARDTANH -> call("nn.Hardtanh", number(layer.argument(0)), number(layer.argument(1)));
        case RELU6 -> "nn.ReLU6()";
        case SOFTPLUS ->
            call(
                "nn.Softplus",
                "beta=" + number(layer.argument(0)),
                "threshold=" + number(layer.argument(1)));
      };
    }

    @Override
    public String prelu(PRelu layer) {
      return call("nn.PReLU", Integer.toString(layer.perChannel() ? input.channels() : 1));
    }

    @Override
    public String dropout(Dropout layer) {
      String module =
          switch (layer.unit()) {
            case VALUE -> "nn.Dropout";
            case CHANNEL -> "nn.Dropout2d";
            case IMAGE -> "DropPath";
          };
      return call(module, number(layer.rate()));
    }

    @Override
    public String flatten(Flatten layer) {
      return "nn.Flatten()";
    }

    @Override
    public String maxPool(MaxPool layer) {
      return call(
          "nn.MaxPool2d",
          size(layer.kernel()),
          unless(size(layer.kernel()), "stride", size(layer.stride())),
          unless("0", "padding", padding(layer.padding())),
          unless("False", "ceil_mode", flag(layer.ceil())));
    }

    @Override
    public String avgPool(AvgPool layer) {
      return call(
          "nn.AvgPool2d",
          size(layer.kernel()),
          unless(size(layer.kernel()), "stride", size(layer.stride())),
          unless("0", "padding", padding(layer.padding())),
          unless("False", "ceil_mode", flag(layer.ceil())),
          unless("True", "count_include_pad", flag(layer.countIncludePad())));
    }

    @Override
    public String adaptivePool(AdaptivePool layer) {
      return call(
          layer.kind() == AdaptivePool.Kind.AVG ? "nn.AdaptiveAvgPool2d" : "nn.AdaptiveMaxPool2d",
          size(layer.size()));
    }

    @Override
    public String channelShuffle(ChannelShuffle layer) {
      return call("nn.ChannelShuffle", Integer.toString(layer.groups()));
    }

    @Override
    public String branches(Branches layer) {
      String merge =
          switch (layer.merge()) {
            case ADD -> "\"add\"";
            case CONCAT -> "\"concat\"";
            case MULTIPLY -> "\"multiply\"";
          };
      return nested(
          "Branches", List.of(merge), layer.paths().stream().map(this::sequential).toList());
    }

    @Override
    public String composite(Composite layer) {
      return sequential(layer.paths().get(0));
    }

    @Override
    public String java(JavaLayer layer) {
      throw new IllegalArgumentException(layer.describe());
    }

    @Override
    public String custom(Layer layer) {
      throw new IllegalArgumentException(layer.describe());
    }
  }
}
