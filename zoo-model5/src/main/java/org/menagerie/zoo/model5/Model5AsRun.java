package org.menagerie.zoo.model5;

import static org.menagerie.api.network.Layers.avgPool;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** The fifth model with the pooling of the source's code. */
@AutoService(ModelDefinition.class)
public final class Model5AsRun implements ModelDefinition {
  private static final int WINDOW = 6;

  @Override
  public String zoo() {
    return Model5Zoo.ZOO;
  }

  @Override
  public String name() {
    return "model5-as-run";
  }

  @Override
  public String description() {
    return "Model 5 pooled by a 6x6 window, as in the code that its source's figures come from";
  }

  @Override
  public Network network() {
    return network(Model5Zoo.IMAGE, Model5Zoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Model5.network(images, classes, avgPool(WINDOW));
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(Model5.recipe());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(8_018);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(Model5.figures());
  }

  @Override
  public List<String> notes() {
    return List.of(
        Model5Zoo.LINEAR_SECOND_BLOCK,
        "The window covers the top left 6x6 of the 9x9 map, and the rest is not looked at.",
        Model5.TOOK_25_EPOCHS);
  }
}
