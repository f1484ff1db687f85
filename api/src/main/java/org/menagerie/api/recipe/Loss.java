package org.menagerie.api.recipe;

/**
 * A loss as a function of one image's logits; see {@link LossFactory}. The loss of a batch is
 * {@code sum(loss of image) / sum(weight of label)}; that of a batch with soft labels is the mean
 * over its images. A loss has no state: engines call it from several threads at once.
 */
public interface Loss {

  /**
   * The text form, for example {@code cross_entropy(label_smoothing=0.1)}: one and the same for all
   * that means the same, since the names of runs are made of it. Arguments that have their defaults
   * are best left out.
   */
  Component component();

  /**
   * The loss of one image and its gradient.
   *
   * @param logits of the image, one per class; must not be changed
   * @param label the image's class
   * @param gradient takes the derivative of the loss by each logit; as long as the logits
   * @return the image's share of the batch's loss, before it is divided by the weights
   */
  double apply(float[] logits, int label, double[] gradient);

  /**
   * Whether images can belong to several classes, as batch augmentations have it. A loss that says
   * so computes {@link #apply(float[], double[], double[])}.
   */
  default boolean takesSoftLabels() {
    return false;
  }

  /**
   * The loss of one image that belongs to several classes, and its gradient. For a probability of 1
   * it is the loss of that label.
   *
   * @param logits of the image, one per class; must not be changed
   * @param target probability of each class; must not be changed
   * @param gradient takes the derivative of the loss by each logit; as long as the logits
   * @return the image's share of the batch's loss, before it is divided by the number of images
   * @throws UnsupportedOperationException if the loss takes no soft labels
   */
  default double apply(float[] logits, double[] target, double[] gradient) {
    throw new UnsupportedOperationException(component() + " takes no soft labels");
  }

  /**
   * Whether it compares the network with a teacher. A loss that says so computes {@link
   * #apply(float[], double[], float[], double[])}, and no other form is asked for.
   */
  default boolean needsTeacher() {
    return false;
  }

  /**
   * The loss of one image beside what a teacher makes of it, and its gradient.
   *
   * @param logits of the image, one per class; must not be changed
   * @param target probability of each class, which is 1 for the label where labels are not soft;
   *     must not be changed
   * @param teacher logits that the teacher gives the same image; must not be changed
   * @param gradient takes the derivative of the loss by each logit; as long as the logits
   * @return the image's share of the batch's loss, before it is divided by the weights
   * @throws UnsupportedOperationException if the loss needs no teacher
   */
  default double apply(float[] logits, double[] target, float[] teacher, double[] gradient) {
    throw new UnsupportedOperationException(component() + " needs no teacher");
  }

  /**
   * What an image of this class adds to the divisor of the batch's loss: 1 for a plain mean. A loss
   * that weighs classes multiplies loss and gradient of an image by its weight and gives it here.
   */
  default double weight(int label) {
    return 1;
  }

  /**
   * Checks that the loss suits a network; by default it suits all.
   *
   * @param classes of the data, which are the network's outputs
   * @throws org.menagerie.api.error.MenagerieException if it does not, with what would suit
   */
  default void check(int classes) {}

  /**
   * The loss for the data that it is about to be trained on; by default itself, since most know all
   * from their arguments.
   *
   * @param imagesPerClass number of training images of each class
   * @throws org.menagerie.api.error.MenagerieException if it does not suit these data
   */
  default Loss fittedTo(int[] imagesPerClass) {
    return this;
  }
}
