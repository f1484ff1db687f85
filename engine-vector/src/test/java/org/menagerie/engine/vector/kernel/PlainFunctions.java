package org.menagerie.engine.vector.kernel;

import org.menagerie.api.network.Activation;

/** Activations and their derivatives as their definitions read, in double precision. */
final class PlainFunctions {
  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double SQRT_2_BY_PI = Math.sqrt(2 / Math.PI);
  private static final double CUBIC = 0.044715;

  /** Beyond it, tanh of softplus and softplus itself are those of x to the last digit. */
  private static final double LINEAR = 40;

  private PlainFunctions() {}

  /** A function of one value and its derivative. */
  interface Function {
    double of(double x);

    double derivative(double x);
  }

  /** The function of a layer. */
  static Function of(Activation layer) {
    return switch (layer.function()) {
      case RELU -> clamp(0, Double.POSITIVE_INFINITY);
      case RELU6 -> clamp(0, 6);
      case HARDTANH -> clamp(layer.argument(0), layer.argument(1));
      case LEAKY_RELU -> leakyRelu(layer.argument(0));
      case ELU -> elu(layer.argument(0));
      case SIGMOID -> function(PlainFunctions::sigmoid, x -> sigmoid(x) * (1 - sigmoid(x)));
      case TANH -> function(StrictMath::tanh, x -> 1 - StrictMath.tanh(x) * StrictMath.tanh(x));
      case SILU ->
          function(
              x -> x * sigmoid(x),
              x -> {
                double sigmoid = sigmoid(x);
                return sigmoid * (1 + x * (1 - sigmoid));
              });
      case GELU ->
          function(
              x -> x * normal(x),
              x -> normal(x) + x * StrictMath.exp(-x * x / 2) * SQRT_2_BY_PI / 2);
      case GELU_TANH -> geluTanh();
      case MISH -> mish();
      case HARDSIGMOID -> function(x -> sixth(x) / 6, x -> x > -3 && x < 3 ? 1.0 / 6 : 0);
      case HARDSWISH -> function(x -> x * sixth(x) / 6, x -> x < -3 ? 0 : x <= 3 ? x / 3 + 0.5 : 1);
      case SOFTPLUS -> softplus(layer.argument(0), layer.argument(1));
    };
  }

  private interface OfOne {
    double at(double x);
  }

  private static Function function(OfOne value, OfOne derivative) {
    return new Function() {
      @Override
      public double of(double x) {
        return value.at(x);
      }

      @Override
      public double derivative(double x) {
        return derivative.at(x);
      }
    };
  }

  private static Function clamp(double least, double most) {
    return function(x -> Math.min(Math.max(x, least), most), x -> x > least && x < most ? 1 : 0);
  }

  private static Function leakyRelu(double slope) {
    return function(x -> x > 0 ? x : slope * x, x -> x > 0 ? 1 : slope);
  }

  private static Function elu(double alpha) {
    return function(
        x -> x > 0 ? x : alpha * StrictMath.expm1(x), x -> x > 0 ? 1 : alpha * StrictMath.exp(x));
  }

  private static Function geluTanh() {
    return function(
        x -> x / 2 * (1 + StrictMath.tanh(SQRT_2_BY_PI * (x + CUBIC * x * x * x))),
        x -> {
          double tanh = StrictMath.tanh(SQRT_2_BY_PI * (x + CUBIC * x * x * x));
          double slope = SQRT_2_BY_PI * (1 + 3 * CUBIC * x * x);
          return (1 + tanh) / 2 + x / 2 * (1 - tanh * tanh) * slope;
        });
  }

  private static Function mish() {
    return function(
        x -> x * StrictMath.tanh(logOnePlusExp(x)),
        x -> {
          double tanh = StrictMath.tanh(logOnePlusExp(x));
          return tanh + x * (1 - tanh * tanh) * sigmoid(x);
        });
  }

  private static Function softplus(double beta, double threshold) {
    return function(
        x -> beta * x > threshold ? x : logOnePlusExp(beta * x) / beta,
        x -> beta * x > threshold ? 1 : sigmoid(beta * x));
  }

  private static double sixth(double x) {
    return Math.min(Math.max(x + 3, 0), 6);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static double logOnePlusExp(double x) {
    return x > LINEAR ? x : StrictMath.log1p(StrictMath.exp(x));
  }

  /** The share of a standard normal distribution that lies below x. */
  private static double normal(double x) {
    return (1 + erf(x * SQRT_HALF)) / 2;
  }

  /**
   * The error function by its series of positive terms, {@code 2 / sqrt(pi) * exp(-x^2) * sum of
   * 2^n x^(2n+1) / (1 * 3 * ... * (2n+1))}.
   *
   * @see <a href="https://dlmf.nist.gov/7.6.E2">Digital Library of Mathematical Functions,
   *     7.6.2</a>
   */
  private static double erf(double x) {
    double square = x * x;
    if (square > LINEAR) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
      term *= 2 * square / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-square) * sum;
  }
}
