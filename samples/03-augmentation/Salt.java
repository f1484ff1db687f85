package com.example.salt;

import java.util.List;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/** Turns single pixels white. In a recipe: {@code salt} or {@code salt(share=0.05)}. */
public final class Salt implements Augmentation {

  @Override
  public String name() {
    return "salt";
  }

  @Override
  public String description() {
    return "single pixels turned white";
  }

  /** The runner refuses all other arguments in a sentence, and shows these in lists. */
  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.of("share", 0.02, "share of the pixels, 0 to 1"));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    double share = arguments.number("share", 0, 1);
    return (source, target, shape, random) -> salt(source, target, shape, share, random);
  }

  /**
   * All randomness comes from the stream: it belongs to this image in this epoch, so that a run is
   * the same however many threads prepare its images.
   */
  private static void salt(
      byte[] source, byte[] target, Shape shape, double share, RandomStream random) {
    System.arraycopy(source, 0, target, 0, source.length);
    int pixels = shape.height() * shape.width();
    for (int pixel = 0; pixel < pixels; pixel++) {
      if (random.unit() < share) {
        for (int channel = 0; channel < shape.channels(); channel++) {
          target[channel * pixels + pixel] = (byte) 255;
        }
      }
    }
  }
}
