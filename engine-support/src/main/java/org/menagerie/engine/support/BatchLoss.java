package org.menagerie.engine.support;

import java.util.Arrays;
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
      sum += loss.apply(row, batch.labels()[i], ofImage);
      for (int k = 0; k < classes; k++) {
        gradient[i * classes + k] = (float) (ofImage[k] / divisor);
      }
    }
    return new BatchLoss(sum / divisor, gradient);
  }

  /** What the sum over the images is divided by: their weights, which are 1 for a plain mean. */
  public static double divisor(Loss loss, Batch batch) {
    double divisor = 0;
    for (int i = 0; i < batch.size(); i++) {
      divisor += loss.weight(batch.labels()[i]);
    }
    return divisor;
  }
}
