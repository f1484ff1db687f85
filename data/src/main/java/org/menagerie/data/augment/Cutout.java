package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Paints over squares whose centres are drawn uniformly; parts of them may lie outside the image.
 *
 * @see <a href="https://arxiv.org/abs/1708.04552">DeVries, Taylor: Improved Regularization of
 *     Convolutional Neural Networks with Cutout (2017)</a>
 */
@AutoService(Augmentation.class)
public final class Cutout implements Augmentation {
  private static final int LARGEST = 4_096;

  @Override
  public String name() {
    return "cutout";
  }

  @Override
  public String description() {
    return "paints over squares, which may reach beyond the edge (DeVries and Taylor's Cutout)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("length", "side of a square in pixels"),
        ParameterSpec.of("n_holes", 1, "number of squares"),
        ParameterSpec.of("value", 0, "grey level of the squares, 0 to 255"));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    int length = arguments.integer("length", 1, LARGEST);
    int holes = arguments.integer("n_holes", 1, LARGEST);
    byte level = Resampling.greyLevel(arguments, "value");
    return (source, target, shape, random) -> {
      ImageOperation.COPY.apply(source, target, shape);
      for (int hole = 0; hole < holes; hole++) {
        draw(random, length, shape.height(), shape.width()).paint(level, target, shape);
      }
    };
  }

  private static Rectangle draw(RandomStream random, int length, int height, int width) {
    int top = random.below(height) - length / 2;
    int left = random.below(width) - length / 2;
    int firstRow = Math.max(top, 0);
    int firstColumn = Math.max(left, 0);
    return new Rectangle(
        firstRow,
        firstColumn,
        Math.min(top + length, height) - firstRow,
        Math.min(left + length, width) - firstColumn);
  }
}
