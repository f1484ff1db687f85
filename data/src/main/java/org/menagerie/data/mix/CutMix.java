package org.menagerie.data.mix;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.BatchAugmentation;
import org.menagerie.api.recipe.BatchTransform;
import org.menagerie.api.recipe.MixableBatch;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Pastes a box of the image before it into each image, the same box in the whole batch, and mixes
 * their labels by its area ({@code torchvision.transforms.v2.CutMix}).
 *
 * @see <a href="https://arxiv.org/abs/1905.04899">Yun et al.: CutMix: Regularization Strategy to
 *     Train Strong Classifiers with Localizable Features (2019)</a>
 */
@AutoService(BatchAugmentation.class)
public final class CutMix implements BatchAugmentation {

  @Override
  public String name() {
    return "cutmix";
  }

  @Override
  public String description() {
    return "pastes boxes of other images, and mixes labels by area (torchvision's CutMix)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return SymmetricBeta.parameters();
  }

  @Override
  public BatchTransform create(Arguments arguments) {
    SymmetricBeta shares = SymmetricBeta.of(arguments);
    return (batch, random) -> draw(shares.draw(random), batch.shape(), random).paste(batch);
  }

  private static Box draw(double kept, Shape shape, RandomStream random) {
    int x = random.below(shape.width());
    int y = random.below(shape.height());
    return Box.around(x, y, kept, shape);
  }

  /**
   * What is pasted.
   *
   * @param left first column
   * @param top first row
   * @param right column behind the last
   * @param bottom row behind the last
   */
  record Box(int left, int top, int right, int bottom) {

    /** The part inside the image of a box that would leave it a share of its area. */
    static Box around(int x, int y, double kept, Shape shape) {
      double half = 0.5 * Math.sqrt(1 - kept);
      int halfWidth = (int) (half * shape.width());
      int halfHeight = (int) (half * shape.height());
      return new Box(
          Math.max(x - halfWidth, 0),
          Math.max(y - halfHeight, 0),
          Math.min(x + halfWidth, shape.width()),
          Math.min(y + halfHeight, shape.height()));
    }

    void paste(MixableBatch batch) {
      Shape shape = batch.shape();
      int rows = shape.channels() * shape.height();
      Neighbours.mixImages(
          batch,
          (values, at, other, otherAt) -> {
            for (int row = 0; row < rows; row++) {
              int y = row % shape.height();
              if (y >= top && y < bottom) {
                int from = row * shape.width() + left;
                System.arraycopy(other, otherAt + from, values, at + from, right - left);
              }
            }
          });
      int area = (right - left) * (bottom - top);
      Neighbours.mixLabels(batch, 1 - (double) area / (shape.width() * shape.height()));
    }
  }
}
