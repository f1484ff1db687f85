package org.menagerie.api.recipe;

import java.util.List;
import org.menagerie.api.error.DidYouMean;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** Reads optimizers from their text form. */
final class OptimizerParser {
  private static final List<String> NAMES = List.of("sgd", "adam", "adamw");

  private static final List<Option> SGD_OPTIONS =
      List.of(
          Option.required("lr", "learning rate"),
          Option.of("momentum", 0.0, "share of the last velocity kept"),
          Option.of("weight_decay", 0.0, "L2 penalty"),
          Option.of("nesterov", false, "whether to look ahead"));

  private OptimizerParser() {}

  static Optimizer parse(Component component) {
    return switch (component.name()) {
      case "sgd" -> {
        Arguments arguments = Arguments.of(component, SGD_OPTIONS);
        yield new Sgd(
            arguments.number("lr"),
            arguments.number("momentum"),
            arguments.number("weight_decay"),
            arguments.flag("nesterov"));
      }
      case "adam" -> {
        Arguments arguments = Arguments.of(component, adamOptions(0.0));
        yield new Adam(
            arguments.number("lr"),
            arguments.number("beta1"),
            arguments.number("beta2"),
            arguments.number("eps"),
            arguments.number("weight_decay"));
      }
      case "adamw" -> {
        Arguments arguments = Arguments.of(component, adamOptions(0.01));
        yield new AdamW(
            arguments.number("lr"),
            arguments.number("beta1"),
            arguments.number("beta2"),
            arguments.number("eps"),
            arguments.number("weight_decay"));
      }
      default ->
          throw new MenagerieException(
              ErrorCode.UNKNOWN_NAME,
              "There is no optimizer \"%s\".%s There are %s."
                  .formatted(
                      component.name(),
                      DidYouMean.hint(component.name(), NAMES),
                      String.join(", ", NAMES)));
    };
  }

  private static List<Option> adamOptions(double weightDecay) {
    return List.of(
        Option.of("lr", 0.001, "learning rate"),
        Option.of("beta1", 0.9, "decay of the mean of gradients"),
        Option.of("beta2", 0.999, "decay of the mean of squared gradients"),
        Option.of("eps", 1e-8, "added to the root of the second"),
        Option.of("weight_decay", weightDecay, "weight decay"));
  }
}
