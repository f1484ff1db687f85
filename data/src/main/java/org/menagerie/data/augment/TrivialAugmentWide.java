package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Applies one operation that is drawn from fourteen, of a strength that is drawn too.
 *
 * @see <a href="https://arxiv.org/abs/2103.10158">M&uuml;ller, Hutter: TrivialAugment (2021)</a>
 */
@AutoService(Augmentation.class)
public final class TrivialAugmentWide implements Augmentation {

  @Override
  public String name() {
    return "trivial_augment_wide";
  }

  @Override
  public String description() {
    return "one operation of fourteen, of any strength (torchvision's TrivialAugmentWide)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        AutoDraw.binsOption(), Resampling.interpolationOption("nearest"), Resampling.fillOption());
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    AutoDraw draw = AutoDraw.of(Magnitudes.TRIVIAL_AUGMENT_WIDE, arguments);
    return (source, target, shape, random) ->
        draw.operation(random, stream -> stream.below(draw.bins()), shape)
            .apply(source, target, shape);
  }
}
