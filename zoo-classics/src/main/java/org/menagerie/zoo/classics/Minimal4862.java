package org.menagerie.zoo.classics;

import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.linear;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** The network that the source's front page shows as its record. */
@AutoService(ModelDefinition.class)
public final class Minimal4862 implements ModelDefinition {

  @Override
  public String zoo() {
    return ClassicsZoo.ZOO;
  }

  @Override
  public String name() {
    return "minimal-4862";
  }

  @Override
  public String description() {
    return "99 % with 4,862 parameters: batch norm behind the poolings, a waist of four channels";
  }

  @Override
  public Network network() {
    return network(ClassicsZoo.IMAGE, ClassicsZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    double dropout = MinimalModels.DROPOUT;
    return Network.builder(images)
        .add(conv2d(8, 3), relu(), maxPool(2), Keras.batchNorm(), dropout(dropout))
        .add(conv2d(16, 3), relu(), maxPool(2), Keras.batchNorm(), dropout(dropout))
        .add(conv2d(16, 3), relu(), Keras.batchNorm(), dropout(dropout))
        .add(conv2d(4, 1), relu(), Keras.batchNorm(), dropout(dropout))
        .add(flatten(), linear(24), relu(), dropout(dropout), linear(classes))
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(MinimalModels.recipe(50), MinimalModels.shortened());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(4_862);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(PublishedResult.ofFinal(MinimalModels.SOURCE, 99.07));
  }

  @Override
  public List<String> publishedRecipes() {
    return List.of();
  }

  @Override
  public List<String> notes() {
    return List.of(ClassicsZoo.HELD_OUT_A_TENTH, Keras.OTHER_START);
  }
}
