package org.menagerie.data.augment;

import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * A fixed operation on some of the images; the others stay as they are.
 *
 * @param p probability that an image is changed
 */
record Sometimes(double p, ImageOperation operation) implements ImageTransform {
  private static final String P = "p";

  static ParameterSpec option(double defaultValue) {
    return ParameterSpec.of(P, defaultValue, "probability that the image is changed");
  }

  static Sometimes of(Arguments arguments, ImageOperation operation) {
    return new Sometimes(arguments.number(P, 0, 1), operation);
  }

  @Override
  public void apply(byte[] source, byte[] target, Shape shape, RandomStream random) {
    ImageOperation chosen = random.unit() < p ? operation : ImageOperation.COPY;
    chosen.apply(source, target, shape);
  }
}
