package com.example.recipes;

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

/** One network, and two ways to train it. */
public final class Patient implements ModelDefinition {

  @Override
  public String zoo() {
    return "recipes";
  }

  @Override
  public String name() {
    return "patient";
  }

  @Override
  public String description() {
    return "Three convolutions with a quick recipe and a careful one";
  }

  @Override
  public Network network() {
    return Network.of(
        Shape.image(1, 28, 28),
        conv2d(8, 3), batchNorm(), relu(), maxPool(2),
        conv2d(12, 3), batchNorm(), relu(), maxPool(2),
        conv2d(10, 3), globalAvgPool(), flatten());
  }

  /** The first is what a run without {@code --recipe} uses. What is not set keeps its default. */
  @Override
  public List<Recipe> recipes() {
    return List.of(
        Recipe.builder("quick")
            .epochs(2)
            .batchSize(64)
            .optimizer("sgd(lr=0.05, momentum=0.9, nesterov=true)")
            .build(),
        // Schedules and augmentations are named as on the command line; a schedule can take another.
        Recipe.builder("careful")
            .epochs(30)
            .batchSize(128)
            .optimizer("adamw(lr=0.005)")
            .schedule("warm_up(schedule=cosine(eta_min=0.0001), epochs=1)")
            .augmentations("rotation(degrees=7)", "affine(degrees=0, translate=(0.1, 0.1))")
            .labelSmoothing(0.05)
            .clipNorm(1)
            .patience(8)
            .notes("Label smoothing was chosen here.")
            .build());
  }
}
