package org.menagerie.api.recipe;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which images an epoch of training consists of. It always has as many as there are. */
public enum Sampler {
  /** Each image once, in random order: PyTorch's {@code RandomSampler}. */
  RANDOM,
  /**
   * Drawn with replacement, each class as likely as any other and each image of a class as likely
   * as its others: PyTorch's {@code WeightedRandomSampler} with a weight of 1 / (images of the
   * class) for every image. Classes without images are never drawn.
   */
  BALANCED;

  /** As recipes have it: the name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The sampler of a word; none if no sampler has it. */
  public static Optional<Sampler> of(String word) {
    return Arrays.stream(values()).filter(sampler -> sampler.word().equals(word)).findFirst();
  }
}
