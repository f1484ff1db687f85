package org.menagerie.api.recipe;

/**
 * How grey levels become network inputs: {@code (level / 255 - mean) / std}.
 *
 * @param mean in [0, 1]
 * @param std positive, in the same unit
 */
public record Normalization(double mean, double std) {
  /** Mean and standard deviation of all pixels of the MNIST training images. */
  public static final Normalization MNIST = new Normalization(0.1307, 0.3081);

  public Normalization {
    Checks.notNegative("normalization mean", mean);
    Checks.positive("normalization std", std);
  }

  /** The input value of one grey level, 0 to 255. */
  public float apply(int level) {
    return (float) ((level / 255.0 - mean) / std);
  }
}
