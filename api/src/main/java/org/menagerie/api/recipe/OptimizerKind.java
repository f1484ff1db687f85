package org.menagerie.api.recipe;

import java.util.Arrays;
import java.util.List;
import org.menagerie.api.error.DidYouMean;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * The optimizers that recipes can name; arguments and defaults are those of {@code torch.optim}.
 */
public enum OptimizerKind {
  /** {@link Sgd}. */
  SGD(
      "sgd",
      "stochastic gradient descent, with momentum where asked",
      List.of(
          Option.required("lr", "learning rate"),
          Option.of("momentum", 0.0, "share of the last velocity kept"),
          Option.of("weight_decay", 0.0, "L2 penalty"),
          Option.of("nesterov", false, "whether to look ahead"))) {
    @Override
    Optimizer of(Arguments arguments) {
      return new Sgd(
          arguments.number("lr"),
          arguments.number("momentum"),
          arguments.number("weight_decay"),
          arguments.flag("nesterov"));
    }
  },

  /** {@link Adam}. */
  ADAM("adam", "steps scaled by the gradients' running moments", adamOptions(0.0)) {
    @Override
    Optimizer of(Arguments arguments) {
      return new Adam(
          arguments.number("lr"),
          arguments.number("beta1"),
          arguments.number("beta2"),
          arguments.number("eps"),
          arguments.number("weight_decay"));
    }
  },

  /** {@link AdamW}. */
  ADAMW("adamw", "Adam with weight decay apart from the gradients", adamOptions(0.01)) {
    @Override
    Optimizer of(Arguments arguments) {
      return new AdamW(
          arguments.number("lr"),
          arguments.number("beta1"),
          arguments.number("beta2"),
          arguments.number("eps"),
          arguments.number("weight_decay"));
    }
  };

  private final String text;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // The lists are List.of, and options are records.
  private final List<Option> options;

  OptimizerKind(String text, String description, List<Option> options) {
    this.text = text;
    this.description = description;
    this.options = options;
  }

  /** Its name in recipes. */
  public String text() {
    return text;
  }

  /** A phrase for lists. */
  public String description() {
    return description;
  }

  /** What may stand between its parentheses. */
  public List<Option> options() {
    return options;
  }

  abstract Optimizer of(Arguments arguments);

  static Optimizer parse(Component component) {
    OptimizerKind kind = named(component.name());
    return kind.of(Arguments.of(component, kind.options));
  }

  private static OptimizerKind named(String name) {
    List<String> names = Arrays.stream(values()).map(OptimizerKind::text).toList();
    return Arrays.stream(values())
        .filter(kind -> kind.text.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new MenagerieException(
                    ErrorCode.UNKNOWN_NAME,
                    "There is no optimizer \"%s\".%s There are %s."
                        .formatted(name, DidYouMean.hint(name, names), String.join(", ", names))));
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
