package org.menagerie.data.mix;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.BatchAugmentation;
import org.menagerie.api.recipe.BatchTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Applies one of several batch augmentations, drawn again for each batch ({@code
 * torchvision.transforms.v2.RandomChoice}).
 */
@AutoService(BatchAugmentation.class)
public final class RandomChoice implements BatchAugmentation {
  private static final String TRANSFORMS = "transforms";
  private static final String P = "p";
  private static final String EQUAL = "none";

  @Override
  public String name() {
    return "random_choice";
  }

  @Override
  public String description() {
    return "one of several batch augmentations for each batch (torchvision's RandomChoice)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required(TRANSFORMS, "which, such as (mixup(alpha=0.2), cutmix)"),
        ParameterSpec.of(P, EQUAL, "how likely each is, such as (1, 3); none: all the same"));
  }

  @Override
  public BatchTransform create(Arguments arguments) {
    List<BatchTransform> transforms = arguments.batchTransforms(TRANSFORMS);
    List<Double> weights =
        arguments.text(P).equals(EQUAL)
            ? transforms.stream().map(transform -> 1.0).toList()
            : weights(arguments, transforms.size());
    return (batch, random) -> transforms.get(choose(weights, random)).apply(batch, random);
  }

  private static List<Double> weights(Arguments arguments, int count) {
    List<Double> weights = arguments.numbers(P);
    boolean allowed =
        weights.size() == count
            && weights.stream().allMatch(weight -> weight >= 0)
            && Double.isFinite(sum(weights))
            && sum(weights) > 0;
    if (!allowed) {
      throw arguments.rejected(
          P, arguments.text(P), "%d numbers of at least 0, not all of them 0".formatted(count));
    }
    return weights;
  }

  private static int choose(List<Double> weights, RandomStream random) {
    double left = random.unit() * sum(weights);
    int last = 0;
    for (int i = 0; i < weights.size(); i++) {
      if (weights.get(i) > 0) {
        last = i;
        left -= weights.get(i);
        if (left < 0) {
          return i;
        }
      }
    }
    // Only rounding leads here.
    return last;
  }

  private static double sum(List<Double> weights) {
    return weights.stream().mapToDouble(Double::doubleValue).sum();
  }
}
