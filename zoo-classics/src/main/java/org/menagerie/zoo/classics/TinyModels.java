package org.menagerie.zoo.classics;

import java.util.List;
import org.menagerie.api.network.Activation;
import org.menagerie.api.recipe.Recipe;

/** What the two networks of Josh Warn share. */
final class TinyModels {
  static final String SOURCE =
      "the Parameter-Efficient-MNIST repository (github.com/JoshWarn/Parameter-Efficient-MNIST)";
  static final String AS_PUBLISHED = "as-published";

  static final String PLATEAU =
      "The source lowers the learning rate when the loss on the test images stalls; here it is that"
          + " on the training images. Keras counts one epoch less than PyTorch until it does.";
  static final String DECAY =
      "The source takes the same share, 1e-6, off all weights in each step, however low the"
          + " learning rate has become; here the share falls with it.";

  private TinyModels() {}

  static Activation leakyRelu() {
    return new Activation(Activation.Function.LEAKY_RELU, List.of(0.2));
  }

  /** Without what the source leaves open: the schedule, and when to end. */
  static Recipe.Builder recipe(String name, int batchSize) {
    return Recipe.builder(name)
        .batchSize(batchSize)
        .dropLast(true)
        .optimizer("adamw(lr=0.01, eps=1e-7, weight_decay=1e-4)")
        .normalization(Keras.ZERO_TO_ONE);
  }

  static Recipe shortened(int batchSize) {
    return recipe("short", batchSize)
        .epochs(12)
        .schedule("cosine")
        .notes(
            "Twelve epochs and their schedule are chosen here, to see within minutes how far they"
                + " lead; the source trains for hundreds.")
        .build();
  }
}
