package org.menagerie.testkit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** A definition that is right in every point, for tests to spoil in one. */
class Definition implements ModelDefinition {

  @Override
  public String zoo() {
    return "example";
  }

  @Override
  public String name() {
    return "softmax";
  }

  @Override
  public String description() {
    return "Nothing but a linear layer";
  }

  @Override
  public Network network() {
    return Network.of(Shape.image(1, 28, 28), Layers.flatten(), Layers.linear(10));
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(
        Recipe.builder("default")
            .epochs(2)
            .schedule("step(step_size=1, gamma=0.5)")
            .augmentations("rotation(degrees=7)")
            .build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(7_850);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(PublishedResult.ofBest("a book", 92.5).withFinal(92.4));
  }

  @Override
  public List<Target> targets() {
    return List.of(Target.accuracy(92, "92 %"));
  }
}
