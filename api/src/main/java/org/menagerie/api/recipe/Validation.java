package org.menagerie.api.recipe;

/**
 * The images that are not trained on and decide what is decided during training, such as when to
 * stop and which epoch is the best.
 */
public sealed interface Validation {

  /**
   * A part of the training images, of each class the same share.
   *
   * @param size a share of them below 1, or else their number
   */
  record Part(double size) implements Validation {
    /**
     * Checks the size.
     *
     * @throws org.menagerie.api.error.MenagerieException if it is neither a share nor a number
     */
    public Part {
      Checks.shareOrNumber("part of the training images to hold out", size);
    }
  }

  /** The images that a data set brings for it, beside those to train and to test on. */
  record Provided() implements Validation {}

  /**
   * One of the parts that the training images are cut into for cross-validation, of each class the
   * same share; the others are trained on.
   *
   * @param number from 1 to {@code of}
   * @param of number of parts, at least 2
   */
  record Fold(int number, int of) implements Validation {
    /**
     * Checks the numbers.
     *
     * @throws org.menagerie.api.error.MenagerieException if there is no such part
     */
    public Fold {
      Checks.require(of >= 2, "number of folds must be at least 2", of);
      Checks.require(
          number >= 1 && number <= of, "number of a fold must be from 1 to " + of, number);
    }
  }
}
