package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Changes brightness, contrast, saturation and hue, in an order and by factors that are drawn for
 * each image. What is not asked for is left out; saturation and hue take images of three channels.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.ColorJitter.html">ColorJitter</a>
 */
@AutoService(Augmentation.class)
public final class ColorJitter implements Augmentation {
  private static final double LARGEST_FACTOR = 100;

  /** Half the circle: more would be less from the other side. */
  private static final double LARGEST_TURN = 0.5;

  @Override
  public String name() {
    return "color_jitter";
  }

  @Override
  public String description() {
    return "changes brightness, contrast, saturation and hue (torchvision's ColorJitter)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            "brightness", 0, "b draws a factor from (max(0, 1 - b), 1 + b); or (low, high)"),
        ParameterSpec.of("contrast", 0, "likewise"),
        ParameterSpec.of("saturation", 0, "likewise, for images of 3 channels"),
        ParameterSpec.of(
            "hue",
            0,
            "h draws a part of the colour circle from (-h, h), at most 0.5; or (low, high)"));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    List<Change> changes = new ArrayList<>();
    factor(arguments, "brightness", changes, LevelTable::brightness);
    factor(arguments, "contrast", changes, AdjustContrast::new);
    factor(arguments, "saturation", changes, AdjustSaturation::new);
    Range turns = Range.around(0, -LARGEST_TURN, LARGEST_TURN, arguments, "hue");
    if (!turns.isOnly(0)) {
      changes.add(new Change(turns, AdjustHue::new));
    }
    return (source, target, shape, random) -> {
      List<ImageOperation> operations = new ArrayList<>(changes.size());
      for (Change change : changes) {
        operations.add(change.draw(random));
      }
      shuffle(operations, random);
      ImageOperation.inTurn(operations).apply(source, target, shape);
    };
  }

  private static void factor(
      Arguments arguments,
      String name,
      List<Change> changes,
      DoubleFunction<ImageOperation> operation) {
    Range factors = Range.around(1, 0, LARGEST_FACTOR, arguments, name);
    if (!factors.isOnly(1)) {
      changes.add(new Change(factors, operation));
    }
  }

  private static void shuffle(List<ImageOperation> operations, RandomStream random) {
    for (int last = operations.size() - 1; last > 0; last--) {
      Collections.swap(operations, last, random.below(last + 1));
    }
  }

  /** An operation and the range of its factor. */
  private record Change(Range factors, DoubleFunction<ImageOperation> operation) {
    ImageOperation draw(RandomStream random) {
      return operation.apply(factors.draw(random));
    }
  }
}
