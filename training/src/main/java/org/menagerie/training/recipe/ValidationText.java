package org.menagerie.training.recipe;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Validation;

/** The values of the setting {@code validation}. */
final class ValidationText {
  private static final String PROVIDED = "provided";
  private static final String FOLD = "fold";
  private static final String NUMBER = "number";
  private static final String OF = "of";
  private static final List<ParameterSpec> FOLD_PARAMETERS =
      List.of(
          ParameterSpec.required(NUMBER, "of the fold, from 1"),
          ParameterSpec.required(OF, "number of folds"));

  private ValidationText() {}

  static Optional<Validation> parse(Value value) {
    if (value.isNone()) {
      return Optional.empty();
    }
    if (value.text().equals(PROVIDED)) {
      return Optional.of(new Validation.Provided());
    }
    if (value.text().startsWith(FOLD)) {
      Arguments arguments = Arguments.of(value.component(), FOLD_PARAMETERS);
      return Optional.of(
          new Validation.Fold(arguments.integer(NUMBER, 1), arguments.integer(OF, 2)));
    }
    return Optional.of(
        new Validation.Part(
            value.number("a share or number of training images, provided, or none")));
  }

  /** As it would be typed. */
  static String of(Validation validation) {
    if (validation instanceof Validation.Provided) {
      return PROVIDED;
    }
    if (validation instanceof Validation.Fold fold) {
      return Component.of(FOLD).with(NUMBER, fold.number()).with(OF, fold.of()).toString();
    }
    return Value.plain(((Validation.Part) validation).size());
  }

  /** A phrase on a recipe that validates. */
  static Optional<String> summary(Recipe recipe) {
    return recipe
        .validatedOn()
        .map(
            validation ->
                validation instanceof Validation.Provided
                    ? "validated on the images that the data set brings for it"
                    : drawn(validation)
                        + (recipe.validationSeed() == 0
                            ? ""
                            : " by seed " + recipe.validationSeed()));
  }

  private static String drawn(Validation validation) {
    if (validation instanceof Validation.Fold fold) {
      return "fold %d of %d of the training images held out for validation"
          .formatted(fold.number(), fold.of());
    }
    double size = ((Validation.Part) validation).size();
    return size < 1
        ? BigDecimal.valueOf(size).movePointRight(2).stripTrailingZeros().toPlainString()
            + " % of the training images held out for validation"
        : String.format(Locale.ROOT, "%,.0f training images held out for validation", size);
  }
}
