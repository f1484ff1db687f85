package org.menagerie.zoo.progressive;

import java.util.List;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** What the models of this zoo share. */
final class ProgressiveZoo {
  static final String ZOO = "progressive";
  static final String SOURCE =
      "the MNISTImageClassifier repository (github.com/nirmalpratheep/MNISTImageClassifier),"
          + " seed 42";
  static final Shape IMAGE = Shape.image(1, 28, 28);
  static final int CLASSES = 10;

  /** What the published code does first, to the training images of all three models. */
  static final String ENLARGED = "random_apply(augmentation=center_crop(size=22), p=0.1)";

  private ProgressiveZoo() {}

  /** How models 1 and 2 are trained: as the source does, and without its augmentations. */
  static List<Recipe> stepwise() {
    Recipe recipe =
        Recipe.builder("default")
            .epochs(15)
            .batchSize(64)
            .optimizer("sgd(lr=0.01, momentum=0.9)")
            .schedule("step(step_size=15, gamma=0.1)")
            .augmentations(ENLARGED, "rotation(degrees=15)")
            .notes(
                "The document names neither the optimizer nor the batch size; both are those of"
                    + " the published code.",
                "The document calls the augmentation \"basic\"; the published code enlarges the"
                    + " middle 22x22 pixels of every tenth image and rotates by up to 15 degrees.",
                "The schedule's first step would come after the last epoch.")
            .build();
    Recipe plain =
        recipe.toBuilder()
            .name("plain")
            .augmentations()
            .notes("The default without augmentations, for comparison.")
            .build();
    return List.of(recipe, plain);
  }
}
