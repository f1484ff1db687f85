package org.menagerie.engine.support.loss;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Checks;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;

/**
 * Cross-entropy whose class weights come from the data, so that rare classes count as much as
 * frequent ones. Before it is fitted, all count the same.
 *
 * @param labelSmoothing share of each label spread evenly over all classes, in [0, 1)
 */
record BalancedCrossEntropy(double labelSmoothing) implements Loss {
  static final String BALANCED = "balanced";

  BalancedCrossEntropy {
    Checks.share("label smoothing", labelSmoothing);
  }

  private CrossEntropy unfitted() {
    return new CrossEntropy(labelSmoothing);
  }

  @Override
  public Component component() {
    return unfitted().component().with(CrossEntropy.WEIGHT, BALANCED);
  }

  /**
   * With {@code images / (classes * images of the class)} as the weight of each class ({@code
   * sklearn.utils.class_weight.compute_class_weight} with {@code balanced}).
   */
  @Override
  public Loss fittedTo(int[] imagesPerClass) {
    double images = 0;
    for (int count : imagesPerClass) {
      images += count;
    }
    List<Double> weights = new ArrayList<>();
    for (int k = 0; k < imagesPerClass.length; k++) {
      if (imagesPerClass[k] == 0) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "cross_entropy has no balanced weight for class %d, of which there is no training image; give the weights as numbers."
                .formatted(k));
      }
      weights.add(images / ((double) imagesPerClass.length * imagesPerClass[k]));
    }
    return new CrossEntropy(labelSmoothing, weights);
  }

  @Override
  public double apply(float[] logits, int label, double[] gradient) {
    return unfitted().apply(logits, label, gradient);
  }

  @Override
  public boolean takesSoftLabels() {
    return true;
  }

  @Override
  public double apply(float[] logits, double[] target, double[] gradient) {
    return unfitted().apply(logits, target, gradient);
  }
}
