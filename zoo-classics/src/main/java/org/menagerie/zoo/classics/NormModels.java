package org.menagerie.zoo.classics;

import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;

import java.util.List;
import java.util.function.IntFunction;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** One network of a course project, which compares three norms in it. */
final class NormModels {
  static final String SOURCE =
      "the CNN_BatchNormalization_Regularization repository, seed 1"
          + " (github.com/Arijit-datascience/CNN_BatchNormalization_Regularization)";
  static final long PARAMETERS = 8_880;

  private static final double DROPOUT = 0.04;

  private NormModels() {}

  /**
   * The network.
   *
   * @param norm makes the norm of a map from its number of channels
   */
  static Network network(Shape images, int classes, IntFunction<Layer> norm) {
    return Network.builder(images)
        .add(conv(8, 3), relu(), norm.apply(8))
        .add(conv(16, 3), relu(), norm.apply(16))
        .add(conv(8, 1), maxPool(2))
        .add(conv(12, 3), relu(), norm.apply(12))
        .add(conv(16, 3), relu(), norm.apply(16), dropout(DROPOUT))
        .add(conv(16, 3), relu(), norm.apply(16), dropout(DROPOUT))
        .add(conv(16, 3).withPadding(1), relu(), norm.apply(16))
        .add(globalAvgPool(), conv(classes, 1), flatten())
        .build();
  }

  private static Conv2d conv(int filters, int kernel) {
    return conv2d(filters, kernel).withoutBias();
  }

  static List<Recipe> recipes() {
    return List.of(
        Recipe.builder("default")
            .epochs(20)
            .batchSize(64)
            .optimizer("sgd(lr=0.02, momentum=0.8)")
            .schedule("one_cycle(max_lr=0.015)")
            .augmentations(
                "rotation(degrees=7, fill=1)", "color_jitter(brightness=0.4, contrast=0.4)")
            .notes(
                "The source's jitter of saturation and hue is left out: it does nothing to images"
                    + " without colours.")
            .build());
  }
}
