package org.menagerie.engine.vector.step;

/** The loss of a network, image by image. */
@FunctionalInterface
interface Loss {
  /**
   * The loss of one image.
   *
   * @param logits of a batch
   * @param at index of the image's first logit
   * @param label the image's class
   * @param images how many the whole batch has
   * @param gradient filled with the gradient of the batch's mean loss by the image's logits; one
   *     value per class
   */
  double ofImage(float[] logits, int at, int label, int images, float[] gradient);
}
