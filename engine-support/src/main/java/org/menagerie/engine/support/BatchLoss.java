package org.menagerie.engine.support;

import java.util.Arrays;
import java.util.Optional;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.recipe.Loss;

/**
 * The loss of a batch, and what an engine carries backward from the logits.
 *
 * @param value mean loss over the batch
 * @param gradient its derivative by each logit, {@code [size, classes]}, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
public record BatchLoss(double value, float[] gradient) {

  /**
   * The loss of all images of a batch.
   *
   * @param logits {@code [size, classes]}, row by row
   */
  public static BatchLoss of(Loss loss, Batch batch, float[] logits) {
    int classes = logits.length / batch.size();
    double divisor = divisor(loss, batch);
    float[] gradient = new float[logits.length];
    double[] ofImage = new double[classes];
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      float[] row = Arrays.copyOfRange(logits, i * classes, (i + 1) * classes);
      sum += ofImage(loss, batch, i, row, ofImage);
      for (int k = 0; k < classes; k++) {
        gradient[i * classes + k] = (float) (ofImage[k] / divisor);
      }
    }
    return new BatchLoss(sum / divisor, gradient);
  }

  /**
   * The loss of one image of a batch, by its label or soft label, before it is divided by the
   * {@link #divisor}.
   *
   * @param image counted from 0
   * @param logits of the image
   * @param gradient takes the derivative of the loss by each logit; as long as the logits
   */
  public static double ofImage(
      Loss loss, Batch batch, int image, float[] logits, double[] gradient) {
    Optional<double[]> soft = batch.softLabels();
    if (soft.isEmpty()) {
      return loss.apply(logits, batch.labels()[image], gradient);
    }
    int classes = logits.length;
    double[] target = Arrays.copyOfRange(soft.get(), image * classes, (image + 1) * classes);
    return loss.apply(logits, target, gradient);
  }

  /**
   * What the sum over the images is divided by: the weights of their labels, which are 1 for a
   * plain mean; the number of images where labels are soft, as in PyTorch.
   */
  public static double divisor(Loss loss, Batch batch) {
    if (batch.softLabels().isPresent()) {
      return batch.size();
    }
    double divisor = 0;
    for (int i = 0; i < batch.size(); i++) {
      divisor += loss.weight(batch.labels()[i]);
    }
    return divisor;
  }
}
