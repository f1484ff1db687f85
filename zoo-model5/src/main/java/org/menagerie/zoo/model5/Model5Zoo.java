package org.menagerie.zoo.model5;

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
final class Model5Zoo {
  static final String ZOO = "model5";
  static final String SOURCE = "the S7A repository (github.com/biplab27/S7A), seed 1";
  static final Shape IMAGE = Shape.image(1, 28, 28);
  static final int CLASSES = 10;
  static final String LINEAR_SECOND_BLOCK =
      "The second convolution has no ReLU: the source's layer listing shows none, though its text"
          + " speaks of ReLU throughout.";

  static final double DROPOUT = 0.1;

  private Model5Zoo() {}

  static Conv2d conv(int filters, int kernel) {
    return conv2d(filters, kernel).withoutBias();
  }

  static List<Layer> block(int filters) {
    return block(conv(filters, 3));
  }

  static List<Layer> block(Conv2d convolution) {
    return block(convolution, DROPOUT);
  }

  static List<Layer> block(Conv2d convolution, double dropout) {
    return List.of(convolution, relu(), batchNorm(), dropout(dropout));
  }

  /** The second block of models 2 to 5, which has no activation. */
  static List<Layer> linearBlock(int filters) {
    return linearBlock(filters, DROPOUT);
  }

  static List<Layer> linearBlock(int filters, double dropout) {
    return List.of(conv(filters, 3), batchNorm(), dropout(dropout));
  }

  /** The block of model 1, which has no batch norm. */
  static List<Layer> plainBlock(int filters) {
    return List.of(conv(filters, 3), relu(), dropout(DROPOUT));
  }

  static Recipe.Builder recipe() {
    return Recipe.builder("default")
        .epochs(15)
        .batchSize(128)
        .optimizer("sgd(lr=0.01, momentum=0.9)")
        .notes("The source uses batches of 128 on a GPU, as its figures did, and of 64 on a CPU.");
  }
}
