package org.menagerie.data.mix;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.BatchAugmentation;
import org.menagerie.api.recipe.BatchTransform;
import org.menagerie.api.recipe.MixableBatch;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Blends each image with the one before it, and their labels likewise, in one proportion for the
 * whole batch ({@code torchvision.transforms.v2.MixUp}).
 *
 * @see <a href="https://arxiv.org/abs/1710.09412">Zhang et al.: mixup: Beyond Empirical Risk
 *     Minimization (2017)</a>
 */
@AutoService(BatchAugmentation.class)
public final class MixUp implements BatchAugmentation {

  @Override
  public String name() {
    return "mixup";
  }

  @Override
  public String description() {
    return "blends images and their labels in pairs (torchvision's MixUp)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return SymmetricBeta.parameters();
  }

  @Override
  public BatchTransform create(Arguments arguments) {
    SymmetricBeta shares = SymmetricBeta.of(arguments);
    return (batch, random) -> blend(batch, shares.draw(random));
  }

  /** Blends as torchvision does in 32-bit floats. */
  static void blend(MixableBatch batch, double kept) {
    int length = Math.toIntExact(batch.shape().elements());
    float own = (float) kept;
    float others = (float) (1 - kept);
    Neighbours.mixImages(
        batch,
        (values, at, other, otherAt) -> {
          for (int i = 0; i < length; i++) {
            values[at + i] = others * other[otherAt + i] + own * values[at + i];
          }
        });
    Neighbours.mixLabels(batch, kept);
  }
}
