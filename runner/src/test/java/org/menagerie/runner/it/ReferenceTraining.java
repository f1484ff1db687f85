package org.menagerie.runner.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.run.RunSpec;

/**
 * A small training as PyTorch computed it; {@code training.py} beside the numbers tells how.
 *
 * @param json its recipe, what 64-bit floats gave, and how far faults would move that
 */
record ReferenceTraining(JsonNode json) {
  private static final long SEED = 11;
  private static final int EDGE = 8;
  private static final int CLASSES = 4;
  private static final int TRAINING_IMAGES = 50;
  private static final int TEST_IMAGES = 20;
  private static final int BATCHES = 4;

  /** Nothing in it has kinks, so that nothing but rounding parts the engines. */
  private static final Network NETWORK =
      Network.of(
          Shape.image(1, EDGE, EDGE),
          Layers.conv2d(6, 3).withPadding(1).withoutBias(),
          Layers.batchNorm(),
          new Activation(Activation.Function.SILU),
          new AvgPool(2, 2, 0),
          Layers.conv2d(8, 3),
          new Activation(Activation.Function.TANH),
          Layers.globalAvgPool(),
          Layers.flatten(),
          Layers.linear(CLASSES));

  static List<ReferenceTraining> all() {
    try (InputStream in = ReferenceTraining.class.getResourceAsStream("/reference/training.json")) {
      List<ReferenceTraining> trainings = new ArrayList<>();
      new ObjectMapper().readTree(in).forEach(node -> trainings.add(new ReferenceTraining(node)));
      return trainings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return json.get("name").asText();
  }

  /** Numbers of the reference: losses of the steps, test losses and learning rates of epochs. */
  double[] expected(String quantity) {
    return numbers(json.get("float64").get(quantity));
  }

  /** Values of one parameter or running statistic at the end. */
  double[] weights(String name) {
    return numbers(json.get("float64").get("weights").get(name));
  }

  private static double[] numbers(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asDouble();
    }
    return values;
  }

  /** By how much each fault moves the losses. */
  List<Double> faults() {
    List<Double> moved = new ArrayList<>();
    json.get("deviation_of_faults").forEach(fault -> moved.add(fault.get("losses").asDouble()));
    return moved;
  }

  TrainingJob job(Catalog catalog, String engine) {
    JsonNode given = json.get("recipe");
    Recipe recipe =
        Recipe.builder(name())
            .epochs(given.get("epochs").asInt())
            .batchSize(given.get("batch_size").asInt())
            .optimizer(given.get("optimizer").asText())
            .schedule(given.get("schedule").asText())
            .labelSmoothing(given.get("label_smoothing").asDouble())
            .clipNorm(given.get("clip_norm").asDouble())
            .normalization(
                Normalization.of(given.get("mean").asDouble(), given.get("std").asDouble()))
            .build();
    return new TrainingJob(
        RunSpec.builder("reference", name())
            .engine(engine)
            .dataset("quadrants")
            .recipe(recipe)
            .seed(SEED)
            .threads(1)
            .build(),
        NETWORK,
        catalog.engines().get(engine),
        Dataset.builder("quadrants", CLASSES, images(0, TRAINING_IMAGES), images(1000, TEST_IMAGES))
            .build(),
        catalog.optimizer(recipe.optimizer()),
        catalog.loss(recipe.loss()),
        catalog.curve(recipe, BATCHES),
        List.of());
  }

  /** Coarse noise; the quadrant that is brighter tells the class. */
  private static ImageSet images(int first, int count) {
    byte[] levels = new byte[count * EDGE * EDGE];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      int number = first + i;
      labels[i] = (byte) (number % CLASSES);
      for (int row = 0; row < EDGE; row++) {
        for (int column = 0; column < EDGE; column++) {
          int noise = (73 * number + 151 * row + 89 * column + 7 * number * row * column) % 128;
          boolean bright = row / 4 * 2 + column / 4 == number % CLASSES;
          levels[(i * EDGE + row) * EDGE + column] = (byte) (noise + (bright ? 60 : 0));
        }
      }
    }
    return new ImageSet(Shape.image(1, EDGE, EDGE), levels, labels);
  }
}
