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

/** The smallest of its source in which no layer is used twice. */
@AutoService(ModelDefinition.class)
public final class Minimal2720 implements ModelDefinition {

  @Override
  public String zoo() {
    return ClassicsZoo.ZOO;
  }

  @Override
  public String name() {
    return "minimal-2720";
  }

  @Override
  public String description() {
    return "99 % with 2,720 parameters: separable convolutions that double the channels first";
  }

  @Override
  public Network network() {
    return network(ClassicsZoo.IMAGE, ClassicsZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    double dropout = MinimalModels.DROPOUT;
    return Network.builder(images)
        .add(conv2d(8, 3), relu(), Keras.batchNorm())
        .add(maxPool(2), Keras.batchNorm(), dropout(dropout))
        .add(Keras.separable(8, 2, 16))
        .add(relu(), Keras.batchNorm())
        .add(maxPool(2), Keras.batchNorm(), dropout(dropout))
        .add(Keras.separable(16, 2, 24))
        .add(relu(), Keras.batchNorm(), dropout(dropout))
        .add(conv2d(4, 1), relu(), Keras.batchNorm(), dropout(dropout))
        .add(flatten(), linear(18), relu(), Keras.batchNorm(), dropout(dropout))
        .add(linear(classes))
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(MinimalModels.recipe(75), MinimalModels.shortened());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(2_720);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest(MinimalModels.SOURCE, 99.05)
            .withNote("The source does not say after which epoch; it keeps three of them."));
  }

  @Override
  public List<String> publishedRecipes() {
    return List.of();
  }

  @Override
  public List<String> notes() {
    return List.of(
        "The source's smaller networks, down to 1,936 parameters, use one separable convolution"
            + " three times; the layers here have no way to share weights.",
        ClassicsZoo.HELD_OUT_A_TENTH,
        Keras.OTHER_START);
  }
}
