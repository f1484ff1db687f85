package org.menagerie.runner.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.inference.TrainedModel;

/** A model of images like MNIST's that knows upright strokes (1) from lying ones (7). */
final class DrawnDigits {
  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  private DrawnDigits() {}

  static TrainedModel model() {
    float[] weights = new float[CLASSES * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int fromMiddleRow = Math.abs(i / SIDE - SIDE / 2);
      int fromMiddleColumn = Math.abs(i % SIDE - SIDE / 2);
      weights[SIDE * SIDE + i] = 0.01f * (fromMiddleRow - fromMiddleColumn);
      weights[7 * SIDE * SIDE + i] = 0.01f * (fromMiddleColumn - fromMiddleRow);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("1.weight", new Tensor(new Shape(List.of(CLASSES, SIDE * SIDE)), weights));
    return TrainedModel.of(
        TrainedNetwork.builder(
                "strokes/<b>&amp;",
                Network.of(
                    Shape.image(1, SIDE, SIDE), Layers.flatten(), Linear.of(CLASSES).withoutBias()),
                new TensorMap(tensors),
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"))
            .normalization(Normalization.MNIST)
            .notes(new TreeMap<>(Map.of("test_accuracy", "12.50")))
            .build());
  }
}
