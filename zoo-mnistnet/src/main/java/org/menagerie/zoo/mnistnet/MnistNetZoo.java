package org.menagerie.zoo.mnistnet;

import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.relu;

import java.util.List;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** What the models of this zoo share. */
final class MnistNetZoo {
  static final String ZOO = "mnistnet";
  static final String SOURCE = "the MNISTNet repository";
  static final Shape IMAGE = Shape.image(1, 28, 28);
  static final int CLASSES = 10;

  private MnistNetZoo() {}

  static Conv2d conv(int filters, int kernel) {
    return conv2d(filters, kernel).withoutBias();
  }

  static List<Layer> block(int filters, double dropout) {
    return List.of(conv(filters, 3), relu(), batchNorm(), dropout(dropout));
  }

  /** Every training image is rotated twice, first by a little, then by more. */
  static Recipe.Builder rotating() {
    return Recipe.builder("default")
        .augmentations("rotation(degrees=7, fill=1)", "affine(degrees=15)");
  }
}
