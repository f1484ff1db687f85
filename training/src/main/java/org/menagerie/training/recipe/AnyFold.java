package org.menagerie.training.recipe;

import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Validation;

/**
 * The recipe that all folds of a cross-validation have in common: they differ in the part of the
 * images that is held out, and so in the normalization by the others.
 */
public final class AnyFold {
  private AnyFold() {}

  /** The recipe of any fold of the same cross-validation; the recipe itself if it is of none. */
  public static Recipe of(Recipe recipe) {
    return recipe
        .validatedOn()
        .filter(Validation.Fold.class::isInstance)
        .map(Validation.Fold.class::cast)
        .map(
            fold ->
                recipe.toBuilder()
                    .validatedOn(new Validation.Fold(1, fold.of()))
                    .normalization(
                        recipe.normalization().ofData()
                            ? Normalization.OF_DATA
                            : recipe.normalization())
                    .build())
        .orElse(recipe);
  }
}
