package com.example.salt;

import java.util.List;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.BatchAugmentation;
import org.menagerie.api.recipe.BatchTransform;
import org.menagerie.api.recipe.MixableBatch;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Gives some images the lower half of the image before, and half of its label. In a recipe: {@code
 * swap} or {@code swap(p=0.3)}.
 */
public final class Swap implements BatchAugmentation {

  @Override
  public String name() {
    return "swap";
  }

  @Override
  public String description() {
    return "lower halves of other images, and half of their labels";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.of("p", 0.5, "probability that an image is changed"));
  }

  @Override
  public BatchTransform create(Arguments arguments) {
    double p = arguments.number("p", 0, 1);
    return (batch, random) -> swap(batch, p, random);
  }

  /** From the last image to the first, so that the image before is still as it was. */
  private static void swap(MixableBatch batch, double p, RandomStream random) {
    for (int image = batch.size() - 1; image > 0; image--) {
      if (random.unit() < p) {
        takeLowerHalf(batch, image);
        takeHalfOfLabel(batch, image);
      }
    }
  }

  private static void takeLowerHalf(MixableBatch batch, int image) {
    int area = batch.shape().height() * batch.shape().width();
    int upper = batch.shape().height() / 2 * batch.shape().width();
    for (int channel = 0; channel < batch.shape().channels(); channel++) {
      int to = (image * batch.shape().channels() + channel) * area + upper;
      int from = to - batch.shape().channels() * area;
      System.arraycopy(batch.images(), from, batch.images(), to, area - upper);
    }
  }

  /** Each label stays a distribution: its numbers add up to 1. */
  private static void takeHalfOfLabel(MixableBatch batch, int image) {
    double[] labels = batch.softLabels();
    for (int label = 0; label < batch.classes(); label++) {
      int to = image * batch.classes() + label;
      labels[to] = (labels[to] + labels[to - batch.classes()]) / 2;
    }
  }
}
