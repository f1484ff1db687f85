package org.menagerie.zoo.model5;

import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.zoo.model5.Model5Zoo.block;
import static org.menagerie.zoo.model5.Model5Zoo.conv;
import static org.menagerie.zoo.model5.Model5Zoo.linearBlock;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** A quarter of the second model; its author gave it up. */
@AutoService(ModelDefinition.class)
public final class Model3 implements ModelDefinition {

  @Override
  public String zoo() {
    return Model5Zoo.ZOO;
  }

  @Override
  public String name() {
    return "model3";
  }

  @Override
  public String description() {
    return "Model 2 at a quarter of its size, with global average pooling";
  }

  @Override
  public Network network() {
    return network(Model5Zoo.IMAGE, Model5Zoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(block(8))
        .add(linearBlock(8))
        .add(block(16))
        .add(maxPool(2), conv(8, 1))
        .add(block(8))
        .add(block(16))
        .add(conv(classes, 1), globalAvgPool(), flatten())
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(Model5Zoo.recipe().build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(3_928);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest(Model5Zoo.SOURCE, 98.51)
            .withNote("Abandoned by its author; no history was published."));
  }

  @Override
  public List<String> notes() {
    return List.of(Model5Zoo.LINEAR_SECOND_BLOCK);
  }
}
