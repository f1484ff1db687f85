package org.menagerie.zoo.progressive;

import java.util.List;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Sgd;

/** What the models of this zoo share. */
final class ProgressiveZoo {
  static final String ZOO = "progressive";
  static final String SOURCE =
      "the MNISTImageClassifier repository (github.com/nirmalpratheep/MNISTImageClassifier),"
          + " seed 42";
  static final Shape IMAGE = Shape.image(1, 28, 28);

  private ProgressiveZoo() {}

  /** How models 1 and 2 are trained: as the source does, and without its augmentation. */
  static List<Recipe> stepwise() {
    Recipe recipe =
        Recipe.builder("default")
            .epochs(15)
            .batchSize(64)
            .optimizer(Sgd.of(0.01, 0.9))
            .schedule("step(step_size=15, gamma=0.1)")
            .augmentations("rotation(degrees=15)")
            .notes(
                "The document names neither the optimizer nor the batch size; both are those of"
                    + " the published code.",
                "The document calls the augmentation \"basic\"; the published code rotates by up"
                    + " to 15 degrees and enlarges the middle 22x22 pixels of every tenth image."
                    + " The enlarging is left out here.",
                "The schedule's first step would come after the last epoch.")
            .build();
    Recipe plain =
        recipe.toBuilder()
            .name("plain")
            .augmentations()
            .notes("The default without augmentation, for comparison.")
            .build();
    return List.of(recipe, plain);
  }
}
