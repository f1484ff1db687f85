package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Moves pixels by blurred noise, so that strokes bend as if drawn by another hand. As in
 * torchvision, {@code alpha} is in half pixels on square images.
 *
 * @see <a href="https://doi.org/10.1109/ICDAR.2003.1227801">Simard, Steinkraus, Platt: Best
 *     Practices for Convolutional Neural Networks (ICDAR 2003)</a>
 */
@AutoService(Augmentation.class)
public final class Elastic implements Augmentation {

  @Override
  public String name() {
    return "elastic";
  }

  @Override
  public String description() {
    return "bends the image at random (torchvision's ElasticTransform)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("alpha", 50, "strength of the displacements, 0 to 10000"),
        ParameterSpec.of("sigma", 5, "smoothness of the displacements in pixels, 0.1 to 100"));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    double alpha = arguments.number("alpha", 0, 10_000);
    GaussianBlur blur = new GaussianBlur(arguments.number("sigma", 0.1, 100));
    return (source, target, shape, random) -> {
      int height = shape.height();
      int width = shape.width();
      // torchvision divides the first by the height and the second by the width, in units of half
      // the other edge.
      double[] right = displacement(random, blur, alpha * width / (2.0 * height), height, width);
      double[] down = displacement(random, blur, alpha * height / (2.0 * width), height, width);
      ElasticWarp.apply(right, down, source, target, shape);
    };
  }

  private static double[] displacement(
      RandomStream random, GaussianBlur blur, double strength, int height, int width) {
    double[] noise = new double[height * width];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = strength * random.uniform(-1, 1);
    }
    return blur.apply(noise, height, width);
  }
}
