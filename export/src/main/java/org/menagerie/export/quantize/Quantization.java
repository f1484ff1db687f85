package org.menagerie.export.quantize;

import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;

/** The argument {@code quantize}, as formats take it that can write numbers of fewer bits. */
public final class Quantization {
  /** The argument itself. */
  public static final ParameterSpec PARAMETER =
      ParameterSpec.of(
          "quantize",
          "none",
          "none: 32-bit floats; int8: levels of 8 bits, whose ranges training images show");

  private Quantization() {}

  /** Whether numbers are to have 8 bits. */
  public static boolean isAsked(Arguments arguments) {
    return arguments.choice(PARAMETER.name(), List.of("none", "int8")).equals("int8");
  }
}
