package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Applies operations that are drawn from fourteen, all of one strength.
 *
 * @see <a href="https://arxiv.org/abs/1909.13719">Cubuk, Zoph, Shlens, Le: RandAugment (2019)</a>
 */
@AutoService(Augmentation.class)
public final class RandAugment implements Augmentation {
  private static final int MOST_OPERATIONS = 1_000;

  @Override
  public String name() {
    return "rand_augment";
  }

  @Override
  public String description() {
    return "operations drawn from fourteen, of one strength (torchvision's RandAugment)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("num_ops", 2, "operations in a row for each image"),
        ParameterSpec.of("magnitude", 9, "strength of all of them, below num_magnitude_bins"),
        AutoDraw.binsOption(),
        Resampling.interpolationOption("nearest"),
        Resampling.fillOption());
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    int count = arguments.integer("num_ops", 0, MOST_OPERATIONS);
    AutoDraw draw = AutoDraw.of(Magnitudes.RAND_AUGMENT, arguments);
    int bin = arguments.integer("magnitude", 0, draw.bins() - 1);
    return (source, target, shape, random) -> {
      List<ImageOperation> operations = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        operations.add(draw.operation(random, ignored -> bin, shape));
      }
      ImageOperation.inTurn(operations).apply(source, target, shape);
    };
  }
}
