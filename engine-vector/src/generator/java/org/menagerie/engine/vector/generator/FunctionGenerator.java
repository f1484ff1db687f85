package org.menagerie.engine.vector.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Writes activations and their derivatives twice, on vectors and one float after the other: {@code
 * FunctionGenerator OUTPUT_DIRECTORY}. Both come from one formula, operation by operation, so that
 * they give the same bits; there is no call in them that a compiler could leave out of line, and no
 * library function, whose last digit may be another on another machine.
 */
public final class FunctionGenerator {
  private static final int LANES = 16;
  private static final int SIGN = 0x80000000;
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int INFINITY = 0x7f800000;
  private static final int ONE = 0x3f800000;
  private static final int MANTISSA_BITS = 23;

  /** Beyond it {@code exp(-x)} leaves the range of normal numbers, and counts as 0. */
  private static final float LARGEST = 87;

  /** Added to a number below 2^22, it leaves the nearest whole number in the last bits. */
  private static final float ROUND = 0x1.8p23f;

  /** ln 2 in two parts, of which the first has so few digits that its products are exact. */
  private static final float LN_2_HIGH = 0x1.62e4p-1f;

  private static final float LN_2_LOW = (float) (Math.log(2) - LN_2_HIGH);

  /** {@code exp(x^2 / 2)} times the normal distribution above x is {@code t * (these in t)}. */
  private static final double[] TAIL = {
    0.119629297, 0.120753984, 0.0999132988, 0.128562317,
    -0.0536850413, 0.20635511, -0.157204053, 0.0356750138
  };

  /** In {@code t = 1 / (1 + this * x)}. */
  private static final float TAIL_SCALE = 0.3f;

  private static final float CUBIC = 0.044715f;

  /** Beyond it both forms of GELU are x or 0. */
  private static final float LINEAR = 1e4f;

  private final Code code;

  private FunctionGenerator(Code code) {
    this.code = code;
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0], "org", "menagerie", "engine", "vector", "kernel");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("VectorFunctions.java"), file("VectorFunctions", true));
    Files.writeString(folder.resolve("ScalarFunctions.java"), file("ScalarFunctions", false));
  }

  /** A value or a derivative of a function; x and the two arguments are {@code x, a, b}. */
  @FunctionalInterface
  private interface Formula extends BiFunction<FunctionGenerator, String, String> {}

  private static Map<String, Formula[]> functions() {
    Map<String, Formula[]> all = new LinkedHashMap<>();
    all.put("RELU6", both((g, x) -> g.clamp(x, "0", "6"), (g, x) -> g.between(x, "0", "6")));
    all.put("HARDTANH", both((g, x) -> g.clamp(x, "a", "b"), (g, x) -> g.between(x, "a", "b")));
    all.put("LEAKY_RELU", both(FunctionGenerator::leaky, (g, x) -> g.ifPositive(x, "1", "a")));
    all.put("ELU", both(FunctionGenerator::elu, FunctionGenerator::eluSlope));
    all.put("SIGMOID", both((g, x) -> g.sigmoid(x).value(), (g, x) -> g.sigmoid(x).slope()));
    all.put("TANH", both(FunctionGenerator::tanh, FunctionGenerator::tanhSlope));
    all.put("SILU", both(FunctionGenerator::silu, FunctionGenerator::siluSlope));
    all.put("GELU", both(FunctionGenerator::gelu, FunctionGenerator::geluSlope));
    all.put("GELU_TANH", both(FunctionGenerator::geluTanh, FunctionGenerator::geluTanhSlope));
    all.put("MISH", both(FunctionGenerator::mish, FunctionGenerator::mishSlope));
    all.put("HARDSIGMOID", both(FunctionGenerator::hardSigmoid, FunctionGenerator::sixthInside));
    all.put("HARDSWISH", both(FunctionGenerator::hardSwish, FunctionGenerator::hardSwishSlope));
    all.put("SOFTPLUS", both(FunctionGenerator::softplus, FunctionGenerator::softplusSlope));
    return all;
  }

  private static Formula[] both(Formula value, Formula slope) {
    return new Formula[] {value, slope};
  }

  // Pieces: strings are names of floats, or of ints where it says bits.

  private String magnitudeBits(String x) {
    return code.and(code.bits(x), code.integer(MAGNITUDE));
  }

  /** All bits where the highest bit is set. */
  private String sign(String bits) {
    return code.shiftRight(bits, 31);
  }

  private String below(String a, String b) {
    return sign(code.bits(code.subtract(a, b)));
  }

  /** Bits of a where the mask has them, else of b. */
  private String select(String mask, String a, String b) {
    return code.floats(code.or(code.and(code.bits(a), mask), code.andNot(code.bits(b), mask)));
  }

  private String ifPositive(String x, String yes, String no) {
    return select(below(number(0), x), named(yes), named(no));
  }

  /** What is not a number stays so, whatever was made of it. */
  private String keepNaN(String x, String y) {
    String mask = sign(code.subtractInts(code.integer(INFINITY), magnitudeBits(x)));
    return code.floats(code.or(code.bits(y), mask));
  }

  private String number(double value) {
    return code.number((float) value);
  }

  /** A number, or one of the arguments. */
  private String named(String name) {
    return name.equals("a") || name.equals("b") ? name : number(Double.parseDouble(name));
  }

  private String polynomial(String x, double... coefficients) {
    String sum = number(coefficients[coefficients.length - 1]);
    for (int i = coefficients.length - 2; i >= 0; i--) {
      sum = code.fma(sum, x, number(coefficients[i]));
    }
    return sum;
  }

  /** {@code exp(-x)} and {@code exp(-x) - 1} of the magnitude that has these bits. */
  private record Decay(String exp, String expm1) {}

  private Decay decay(String magnitudeBits) {
    int largest = Float.floatToIntBits(LARGEST);
    String x = code.floats(code.min(magnitudeBits, code.integer(largest)));
    String rounded = code.fma(x, number(-1 / Math.log(2)), number(ROUND));
    String power = code.subtract(rounded, number(ROUND));
    String rest = code.fma(power, number(LN_2_HIGH), x);
    rest = code.fma(power, number(LN_2_LOW), rest);
    String tail = polynomial(rest, 1 / 2.0, -1 / 6.0, 1 / 24.0, -1 / 120.0, 1 / 720.0, -1 / 5040.0);
    String less = code.subtract(code.multiply(code.multiply(rest, rest), tail), rest);
    String scale =
        code.floats(
            code.addInts(code.shiftLeft(code.bits(rounded), MANTISSA_BITS), code.integer(ONE)));
    String exp = code.fma(scale, less, scale);
    String inside = sign(code.subtractInts(magnitudeBits, code.integer(largest)));
    return new Decay(
        code.floats(code.and(code.bits(exp), inside)),
        code.fma(scale, less, code.subtract(scale, number(1))));
  }

  /** The sigmoid, one less it, and its slope. */
  private record Sigmoid(String value, String rest, String slope) {}

  private Sigmoid sigmoid(String x) {
    String exp = decay(magnitudeBits(x)).exp;
    String larger = code.divide(number(1), code.add(exp, number(1)));
    String smaller = code.multiply(exp, larger);
    String negative = sign(code.bits(x));
    return new Sigmoid(
        keepNaN(x, select(negative, smaller, larger)),
        select(negative, larger, smaller),
        keepNaN(x, code.multiply(smaller, larger)));
  }

  // The functions.

  private String clamp(String x, String low, String high) {
    String least = select(below(x, named(low)), named(low), x);
    return keepNaN(x, select(below(named(high), least), named(high), least));
  }

  private String between(String x, String low, String high) {
    String inside = code.and(below(named(low), x), below(x, named(high)));
    return code.floats(code.and(code.bits(number(1)), inside));
  }

  private String leaky(String x) {
    return select(below(number(0), x), x, code.multiply(x, "a"));
  }

  private String elu(String x) {
    String curve = code.multiply(decay(magnitudeBits(x)).expm1, "a");
    return keepNaN(x, select(below(number(0), x), x, curve));
  }

  private String eluSlope(String x) {
    String curve = code.multiply(decay(magnitudeBits(x)).exp, "a");
    return keepNaN(x, select(below(number(0), x), number(1), curve));
  }

  private String tanh(String x) {
    String less = decay(magnitudeBits(code.add(x, x))).expm1;
    String size = code.divide(code.subtract(number(0), less), code.add(less, number(2)));
    String signed = code.or(code.bits(size), code.and(code.bits(x), code.integer(SIGN)));
    return keepNaN(x, code.floats(signed));
  }

  private String tanhSlope(String x) {
    return code.multiply(sigmoid(code.add(x, x)).slope, number(4));
  }

  private String silu(String x) {
    return code.multiply(x, sigmoid(x).value);
  }

  private String siluSlope(String x) {
    Sigmoid sigmoid = sigmoid(x);
    return code.multiply(sigmoid.value, code.fma(x, sigmoid.rest, number(1)));
  }

  /** The share of a normal distribution that lies below x, and its density up to a factor. */
  private record Normal(String share, String density) {}

  private Normal normal(String x) {
    String half = code.multiply(code.multiply(x, x), number(0.5));
    String density = decay(magnitudeBits(half)).exp;
    String size = code.floats(magnitudeBits(x));
    String t = code.divide(number(1), code.fma(size, number(TAIL_SCALE), number(1)));
    String above = code.multiply(density, code.multiply(t, polynomial(t, TAIL)));
    String negative = sign(code.bits(x));
    return new Normal(select(negative, above, code.subtract(number(1), above)), density);
  }

  private String gelu(String x) {
    return code.multiply(x, normal(x).share);
  }

  private String geluSlope(String x) {
    Normal normal = normal(x);
    String slope = code.multiply(x, normal.density);
    return code.fma(slope, number(1 / Math.sqrt(2 * Math.PI)), normal.share);
  }

  /** x between bounds beyond which its cube would be too large. */
  private String bounded(String x) {
    String size = code.min(magnitudeBits(x), code.integer(Float.floatToIntBits(LINEAR)));
    return code.floats(code.or(size, code.and(code.bits(x), code.integer(SIGN))));
  }

  /** GELU with tanh, which is {@code 2 * sigmoid(2 * x) - 1}. */
  private String geluTanh(String x) {
    return code.multiply(x, sigmoid(inner(bounded(x))).value);
  }

  private String geluTanhSlope(String x) {
    String near = bounded(x);
    Sigmoid sigmoid = sigmoid(inner(near));
    String slope = code.fma(code.multiply(near, near), number(6 * cubic()), number(2 * linear()));
    String product = code.multiply(code.multiply(near, slope), sigmoid.slope);
    return keepNaN(x, code.add(product, sigmoid.value));
  }

  private String inner(String x) {
    String square = code.multiply(x, x);
    return code.multiply(x, code.fma(square, number(2 * cubic()), number(2 * linear())));
  }

  private static double linear() {
    return Math.sqrt(2 / Math.PI);
  }

  private static double cubic() {
    return linear() * CUBIC;
  }

  /** {@code tanh(ln(1 + exp(x)))} as a fraction without tanh and logarithm. */
  private record Mish(String over, String under, String exp, String negative) {}

  private Mish mishFraction(String x) {
    String exp = decay(magnitudeBits(x)).exp;
    String negative = sign(code.bits(x));
    String twice = code.add(exp, exp);
    String falling = code.fma(exp, exp, twice);
    String rising = code.add(twice, number(1));
    String over = select(negative, falling, rising);
    String under = select(negative, code.add(falling, number(2)), code.fma(twice, exp, rising));
    return new Mish(over, under, exp, negative);
  }

  private String mish(String x) {
    Mish mish = mishFraction(x);
    return code.multiply(x, code.divide(mish.over, mish.under));
  }

  private String mishSlope(String x) {
    Mish mish = mishFraction(x);
    String inverse = code.divide(number(1), mish.under);
    String tanh = code.multiply(mish.over, inverse);
    String twice = code.multiply(code.add(mish.exp, mish.exp), mish.exp);
    String difference = select(mish.negative, number(2), twice);
    String sum = code.add(mish.over, mish.under);
    String rest = code.multiply(code.multiply(difference, inverse), code.multiply(sum, inverse));
    String larger = code.divide(number(1), code.add(mish.exp, number(1)));
    String sigmoid = select(mish.negative, code.multiply(mish.exp, larger), larger);
    return keepNaN(x, code.fma(code.multiply(x, rest), sigmoid, tanh));
  }

  private String sixths(String x) {
    return clamp(code.add(x, number(3)), "0", "6");
  }

  private String hardSigmoid(String x) {
    return code.divide(sixths(x), number(6));
  }

  private String sixthInside(String x) {
    String inside = code.and(below(x, number(3)), below(number(-3), x));
    return code.floats(code.and(code.bits(number(1 / 6.0)), inside));
  }

  private String hardSwish(String x) {
    return code.multiply(x, hardSigmoid(x));
  }

  private String hardSwishSlope(String x) {
    String line = code.add(code.divide(x, number(3)), number(0.5));
    String upTo3 = select(below(number(3), x), number(1), line);
    return code.floats(code.andNot(code.bits(upTo3), below(x, number(-3))));
  }

  /** {@code ln(1 + e) = 2 * artanh(e / (2 + e))}, by the series of artanh. */
  private String softplus(String x) {
    String y = code.multiply(x, "a");
    String exp = decay(magnitudeBits(y)).exp;
    String ratio = code.divide(exp, code.add(exp, number(2)));
    String series =
        polynomial(
            code.multiply(ratio, ratio), 2, 2 / 3.0, 2 / 5.0, 2 / 7.0, 2 / 9.0, 2 / 11.0, 2 / 13.0);
    String positive = code.floats(code.andNot(code.bits(y), sign(code.bits(y))));
    String curve = code.divide(code.fma(ratio, series, positive), "a");
    return keepNaN(x, select(below("b", y), x, curve));
  }

  private String softplusSlope(String x) {
    String y = code.multiply(x, "a");
    return keepNaN(x, select(below("b", y), number(1), sigmoid(y).value));
  }

  /**
   * Writes operations down, one a line and none of them twice; their arguments and results are
   * names.
   */
  private static final class Code {
    private final Map<String, String> lines = new LinkedHashMap<>();
    private final Map<String, String> constants = new LinkedHashMap<>();
    private final boolean vectors;

    Code(boolean vectors) {
      this.vectors = vectors;
    }

    private String line(String type, String expression) {
      return lines.computeIfAbsent(
          "final %s %%s = %s;".formatted(type, expression), none -> "v" + lines.size());
    }

    private String toFloat(String scalar, String vector, Object... arguments) {
      return line(
          vectors ? "FloatVector" : "float", (vectors ? vector : scalar).formatted(arguments));
    }

    private String toInt(String scalar, String vector, Object... arguments) {
      return line(vectors ? "IntVector" : "int", (vectors ? vector : scalar).formatted(arguments));
    }

    private String constant(String type, String literal) {
      String declaration =
          vectors
              ? "final %1$sVector %%s = %1$sVector.broadcast(%2$s, %3$s);"
                  .formatted(type, type.equals("Int") ? "I" : "S", literal)
              : "final %s %%s = %s;".formatted(type.toLowerCase(Locale.ROOT), literal);
      return constants.computeIfAbsent(declaration, none -> "k" + constants.size());
    }

    String number(float value) {
      return constant("Float", Float.toString(value) + "f");
    }

    String integer(int value) {
      return constant("Int", "0x" + Integer.toHexString(value));
    }

    String add(String a, String b) {
      return toFloat("%s + %s", "%s.add(%s)", a, b);
    }

    String subtract(String a, String b) {
      return toFloat("%s - %s", "%s.sub(%s)", a, b);
    }

    String multiply(String a, String b) {
      return toFloat("%s * %s", "%s.mul(%s)", a, b);
    }

    String divide(String a, String b) {
      return toFloat("%s / %s", "%s.div(%s)", a, b);
    }

    /** {@code a * b + c}. */
    String fma(String a, String b, String c) {
      return toFloat("Math.fma(%s, %s, %s)", "%s.fma(%s, %s)", a, b, c);
    }

    String bits(String a) {
      return toInt("Float.floatToRawIntBits(%s)", "%s.reinterpretAsInts()", a);
    }

    String floats(String bits) {
      return toFloat("Float.intBitsToFloat(%s)", "%s.reinterpretAsFloats()", bits);
    }

    String and(String a, String b) {
      return toInt("%s & %s", "%s.and(%s)", a, b);
    }

    String andNot(String a, String b) {
      return toInt("%s & ~%s", "%s.lanewise(VectorOperators.AND_NOT, %s)", a, b);
    }

    String or(String a, String b) {
      return toInt("%s | %s", "%s.or(%s)", a, b);
    }

    String min(String a, String b) {
      return toInt("Math.min(%s, %s)", "%s.min(%s)", a, b);
    }

    String addInts(String a, String b) {
      return toInt("%s + %s", "%s.add(%s)", a, b);
    }

    String subtractInts(String a, String b) {
      return toInt("%s - %s", "%s.sub(%s)", a, b);
    }

    String shiftLeft(String a, int bits) {
      return toInt("%s << %s", "%s.lanewise(VectorOperators.LSHL, %s)", a, bits);
    }

    /** With copies of the sign. */
    String shiftRight(String a, int bits) {
      return toInt("%s >> %s", "%s.lanewise(VectorOperators.ASHR, %s)", a, bits);
    }

    /** The constants, and the lines that lead to the result. */
    Body body(String result) {
      Set<String> needed = new HashSet<>(Set.of(result));
      List<Map.Entry<String, String>> all = new ArrayList<>(constants.entrySet());
      all.addAll(lines.entrySet());
      StringBuilder before = new StringBuilder();
      StringBuilder inside = new StringBuilder();
      for (int i = all.size() - 1; i >= 0; i--) {
        if (needed.contains(all.get(i).getValue())) {
          needed.addAll(List.of(all.get(i).getKey().split("\\W+")));
          String line = all.get(i).getKey().formatted(all.get(i).getValue());
          boolean constant = i < constants.size();
          (constant ? before : inside).insert(0, (constant ? "    " : "      ") + line + "\n");
        }
      }
      return new Body(before.toString(), inside.toString());
    }
  }

  /** What stands before a loop, and within it. */
  private record Body(String before, String inside) {}

  private static String method(String name, Formula formula, boolean slope, boolean vectors) {
    Code code = new Code(vectors);
    String result = formula.apply(new FunctionGenerator(code), "x");
    Body body = code.body(result);
    if (vectors) {
      String factor = slope ? ".mul(FloatVector.fromArray(S, out, outAt + i))" : "";
      return """
            private static void %s(float first, float second, float[] in, int at, float[] out, int outAt, int pixels) {
              final FloatVector a = FloatVector.broadcast(S, first);
              final FloatVector b = FloatVector.broadcast(S, second);
          %s    for (int i = 0; i < pixels * %d; i += Species.LENGTH) {
                final FloatVector x = FloatVector.fromArray(S, in, at + i);
          %s      %s%s.intoArray(out, outAt + i);
              }
            }
          """
          .formatted(name, body.before, LANES, body.inside, result, factor);
    }
    return """
          private static void %s(float a, float b, float[] in, int at, float[] out, int outAt, int pixels) {
        %s    for (int i = 0; i < pixels * %d; i++) {
              final float x = in[at + i];
        %s      out[outAt + i] %s= %s;
            }
          }
        """
        .formatted(name, body.before, LANES, body.inside, slope ? "*" : "", result);
  }

  static String file(String name, boolean vectors) {
    StringBuilder methods = new StringBuilder();
    for (boolean slope : new boolean[] {false, true}) {
      StringBuilder cases = new StringBuilder();
      functions()
          .forEach(
              (function, formulas) -> {
                String method = function.toLowerCase(Locale.ROOT) + (slope ? "Slope" : "");
                cases.append(
                    "      case %s -> { %s(a, b, in, at, out, outAt, pixels); yield true; }\n"
                        .formatted(function, method));
                methods.append(method(method, formulas[slope ? 1 : 0], slope, vectors));
                methods.append('\n');
              });
      // An expression, since of a statement the compiler would not ask for every function.
      methods.append(
          """
            static void %s(Activation.Function function, float a, float b, float[] in, int at, float[] out, int outAt, int pixels) {
              final boolean done = switch (function) {
          %s      case RELU -> throw new IllegalArgumentException(function.toString());
              };
            }

          """
              .formatted(slope ? "multiplySlopes" : "apply", cases));
    }
    String imports =
        vectors
            ? """
              import jdk.incubator.vector.FloatVector;
              import jdk.incubator.vector.IntVector;
              import jdk.incubator.vector.VectorOperators;
              import jdk.incubator.vector.VectorSpecies;
              """
            : "";
    String species =
        vectors
            ? """
                private static final VectorSpecies<Float> S = Species.FLOATS;
                private static final VectorSpecies<Integer> I = Species.INTS;

              """
            : "";
    return """
        package org.menagerie.engine.vector.kernel;

        %3$simport org.menagerie.api.network.Activation;

        /** Written by FunctionGenerator. */
        @SuppressWarnings("all")
        final class %1$s {
        %4$s  private %1$s() {}

        %2$s}
        """
        .formatted(name, methods, imports, species);
  }
}
