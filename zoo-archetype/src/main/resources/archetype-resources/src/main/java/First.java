package ${package};

import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;

import java.util.List;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** A model to start from. */
public final class First implements ModelDefinition {

  @Override
  public String zoo() {
    return "${artifactId}";
  }

  @Override
  public String name() {
    return "first";
  }

  @Override
  public String description() {
    return "Three convolutions, about 2,000 parameters";
  }

  @Override
  public Network network() {
    return Network.of(
        Shape.image(1, 28, 28),
        conv2d(8, 3), batchNorm(), relu(), maxPool(2),
        conv2d(12, 3), batchNorm(), relu(), maxPool(2),
        conv2d(10, 3), globalAvgPool(), flatten());
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(
        Recipe.builder("default")
            .epochs(10)
            .batchSize(64)
            .optimizer("sgd(lr=0.05, momentum=0.9)")
            .schedule("cosine")
            .augmentations("rotation(degrees=7)")
            .build());
  }
}
