package org.menagerie.export.c;

import java.util.Set;
import org.menagerie.api.network.Activation;

/**
 * Activations as expressions of {@code x}.
 *
 * @param name what the names of functions begin with
 * @param used receives the names of functions that expressions call, without that
 */
record Activations(String name, Set<String> used) {
  /** The expression; its value is a float. */
  String expression(Activation layer) {
    return switch (layer.function()) {
      case RELU -> "x < 0 ? 0 : x";
      case LEAKY_RELU -> "x > 0 ? x : x * " + HeaderText.number(layer.argument(0));
      case SIGMOID -> function("sigmoid", "x");
      case TANH -> "tanhf(x)";
      case SILU -> "x * " + function("sigmoid", "x");
      case ELU -> "x > 0 ? x : " + HeaderText.number(layer.argument(0)) + " * expm1f(x)";
      case GELU -> "x * 0.5f * (1 + erff(x * " + HeaderText.number(Math.sqrt(0.5)) + "))";
      case GELU_TANH ->
          "x * 0.5f * (1 + tanhf("
              + HeaderText.number(Math.sqrt(2 / Math.PI))
              + " * (x + 0.044715f * x * x * x)))";
      case MISH -> "x * tanhf(" + function("softplus", "x") + ")";
      case HARDSWISH -> "x * " + function("clamp", "x + 3, 0, 6") + " / 6";
      case HARDSIGMOID -> function("clamp", "x + 3, 0, 6") + " / 6";
      case HARDTANH ->
          function(
              "clamp",
              "x, "
                  + HeaderText.number(layer.argument(0))
                  + ", "
                  + HeaderText.number(layer.argument(1)));
      case RELU6 -> function("clamp", "x, 0, 6");
      case SOFTPLUS -> {
        String beta = HeaderText.number(layer.argument(0));
        String scaled = "x * " + beta;
        yield "%s > %s ? x : %s / %s"
            .formatted(
                scaled, HeaderText.number(layer.argument(1)), function("softplus", scaled), beta);
      }
    };
  }

  private String function(String function, String arguments) {
    used.add(function);
    return name + "_" + function + "(" + arguments + ")";
  }
}
