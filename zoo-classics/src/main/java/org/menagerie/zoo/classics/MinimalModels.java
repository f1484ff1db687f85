package org.menagerie.zoo.classics;

import org.menagerie.api.recipe.Recipe;

/** What the networks of the mnist-minimal-model repository share. */
final class MinimalModels {
  static final String SOURCE =
      "the mnist-minimal-model repository (github.com/ruslangrimov/mnist-minimal-model)";
  static final double DROPOUT = 0.1;

  private MinimalModels() {}

  static Recipe recipe(int epochs) {
    return Recipe.builder("default")
        .epochs(epochs)
        .batchSize(32)
        .optimizer(Keras.ADAM)
        .normalization(Keras.ZERO_TO_ONE)
        .build();
  }

  /** The same for twelve epochs. */
  static Recipe shortened() {
    return recipe(12).toBuilder()
        .name("short")
        .notes("Twelve epochs are chosen here, to see sooner how far they lead.")
        .build();
  }
}
