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
   * The loss of one image of a batch, by its label or soft label and where it needs one its
   * teacher, before it is divided by the {@link #divisor}.
   *
   * @param image counted from 0
   * @param logits of the image
   * @param gradient takes the derivative of the loss by each logit; as long as the logits
   * @throws IllegalArgumentException if the loss needs a teacher and the batch has none
   */
  public static double ofImage(
      Loss loss, Batch batch, int image, float[] logits, double[] gradient) {
    Optional<double[]> soft = batch.softLabels();
    if (loss.needsTeacher()) {
      return besideTeacher(loss, batch, image, logits, gradient);
    }
    if (soft.isEmpty()) {
      return loss.apply(logits, batch.labels()[image], gradient);
    }
    return loss.apply(logits, row(soft.get(), image, logits.length), gradient);
  }

  private static double besideTeacher(
      Loss loss, Batch batch, int image, float[] logits, double[] gradient) {
    int classes = logits.length;
    float[] teacher =
        batch
            .teacher()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        loss.component() + " needs a teacher, which the batch does not have"));
    double[] target =
        batch
            .softLabels()
            .map(soft -> row(soft, image, classes))
            .orElseGet(() -> oneHot(batch.labels()[image], classes));
    float[] ofImage = Arrays.copyOfRange(teacher, image * classes, (image + 1) * classes);
    return loss.apply(logits, target, ofImage, gradient);
  }

  private static double[] row(double[] matrix, int row, int columns) {
    return Arrays.copyOfRange(matrix, row * columns, (row + 1) * columns);
  }

  private static double[] oneHot(int label, int classes) {
    double[] target = new double[classes];
    target[label] = 1;
    return target;
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
