package org.menagerie.export.c;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.export.source.Template;

/** The text of a header, but for what computes. */
final class HeaderText {
  /** Decimal digits that tell any two floats apart. */
  private static final MathContext DIGITS = new MathContext(9);

  private static final int LITERALS_PER_LINE = 6;

  private HeaderText() {}

  /**
   * What computes.
   *
   * @param flash bytes that constants take
   * @param ram bytes that buffers take
   * @param data declarations of both
   * @param kernels functions
   * @param input the buffer of the input
   * @param load expression of what is stored there of a normalized number {@code x}
   * @param steps statements up to the logits
   */
  record Body(
      int flash, int ram, String data, String kernels, String input, String load, String steps) {}

  /** The whole file, in ASCII. */
  static String of(TrainedNetwork network, String name, Body body) {
    Shape input = network.input();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("macro", macro(name));
    fields.put("model", comment(network.name()));
    fields.put(
        "notes",
        network.notes().entrySet().stream()
            .map(note -> " * " + comment(note.getKey() + ": " + note.getValue()) + "\n")
            .collect(joining()));
    fields.put("flash", Integer.toString(body.flash));
    fields.put("ram", Integer.toString(body.ram));
    fields.put("channels", Integer.toString(input.channels()));
    fields.put("height", Integer.toString(input.height()));
    fields.put("width", Integer.toString(input.width()));
    fields.put("pixels", Long.toString(input.elements()));
    fields.put("count", Integer.toString(network.classes().size()));
    fields.put(
        "classes",
        network.classes().stream().map(each -> "  " + quoted(each) + ",\n").collect(joining()));
    fields.put("includes", includes(body.kernels + body.steps + body.data));
    fields.put("data", body.data);
    fields.put("kernels", body.kernels);
    fields.put("means", perChannel(network, Normalization::mean));
    fields.put("deviations", perChannel(network, Normalization::std));
    fields.put("input", body.input);
    fields.put("load", body.load);
    fields.put("steps", body.steps);
    return Template.fill(Template.beside(HeaderText.class, "header.txt"), fields);
  }

  /** What macros begin with. */
  static String macro(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  private static String includes(String code) {
    boolean mathematics =
        Stream.of("expf(", "expm1f(", "log1pf(", "sqrtf(", "tanhf(", "erff(", "NAN", "INFINITY")
            .anyMatch(code::contains);
    return (mathematics ? "#include <math.h>\n" : "")
        + (code.contains("int32_t") ? "#include <stdint.h>\n" : "");
  }

  /** The declaration of constants, empty if there are none. */
  static <T> String array(
      String type, String name, List<T> values, Function<? super T, String> literal) {
    if (values.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder("static const %s %s[%s] = {".formatted(type, name, values.size()));
    for (int i = 0; i < values.size(); i++) {
      text.append(i % LITERALS_PER_LINE == 0 ? "\n  " : " ")
          .append(literal.apply(values.get(i)))
          .append(',');
    }
    return text.append("\n};\n").toString();
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
