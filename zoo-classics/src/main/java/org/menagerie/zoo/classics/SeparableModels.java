package org.menagerie.zoo.classics;

import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.relu;

import java.util.List;
import org.menagerie.api.network.Layer;
import org.menagerie.api.recipe.Recipe;

/** What the separable networks of one course project share. */
final class SeparableModels {
  static final String SOURCE =
      "session 6 of the ERA-V4 repository, seed 42 (github.com/gaurav-chawla-2/ERA-V4)";

  static final String OPTIMIZED =
      "The source's script names the files model2 and model3; the numbers of parameters in its table"
          + " are those of model2_optimized and model3_optimized, which are followed here.";
  static final String TESTED_ONCE =
      "The test images were looked at once, after the last epoch; on the tenth of the training"
          + " images that was held out, the best epoch had 99.33 %.";

  private SeparableModels() {}

  static List<Layer> block(int filters) {
    return List.of(conv2d(filters, 3).withPadding(1), batchNorm(), relu());
  }

  /** Both convolutions have biases, and batch norm follows after the second alone. */
  static List<Layer> separable(int channels, int filters) {
    return List.of(
        conv2d(channels, 3).withPadding(1).withGroups(channels),
        conv2d(filters, 1),
        batchNorm(),
        relu());
  }

  static Recipe.Builder recipe() {
    return Recipe.builder("default")
        .epochs(15)
        .batchSize(128)
        .augmentations(
            "rotation(degrees=6)",
            "affine(degrees=0, translate=(0.08, 0.08), scale=(0.94, 1.06), shear=2)");
  }
}
