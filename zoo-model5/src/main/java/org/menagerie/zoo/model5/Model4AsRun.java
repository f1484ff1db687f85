package org.menagerie.zoo.model5;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** The fourth model with the dropout of the source's logged run. */
@AutoService(ModelDefinition.class)
public final class Model4AsRun implements ModelDefinition {
  private static final double DROPOUT = 0.15;

  @Override
  public String zoo() {
    return Model5Zoo.ZOO;
  }

  @Override
  public String name() {
    return "model4-as-run";
  }

  @Override
  public String description() {
    return "Model 4 with dropout 0.15, from which its source's figures come";
  }

  @Override
  public Network network() {
    return network(Model5Zoo.IMAGE, Model5Zoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Model4.network(images, classes, DROPOUT);
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(Model5Zoo.recipe().build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(7_416);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(Model4.figures());
  }

  @Override
  public List<String> notes() {
    return List.of(Model5Zoo.LINEAR_SECOND_BLOCK);
  }
}
