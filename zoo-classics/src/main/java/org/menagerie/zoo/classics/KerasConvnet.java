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

/** The first example of Keras, with which many begin. */
@AutoService(ModelDefinition.class)
public final class KerasConvnet implements ModelDefinition {

  @Override
  public String zoo() {
    return ClassicsZoo.ZOO;
  }

  @Override
  public String name() {
    return "keras-convnet";
  }

  @Override
  public String description() {
    return "Keras's simple MNIST convnet: two convolutions, two poolings, dropout 0.5";
  }

  @Override
  public Network network() {
    return network(ClassicsZoo.IMAGE, ClassicsZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(conv2d(32, 3), relu(), maxPool(2))
        .add(conv2d(64, 3), relu(), maxPool(2))
        .add(flatten(), dropout(0.5), linear(classes))
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(
        Recipe.builder("default")
            .epochs(15)
            .batchSize(128)
            .optimizer(Keras.ADAM)
            .normalization(Keras.ZERO_TO_ONE)
            .build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(34_826);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofFinal("keras.io/examples/vision/mnist_convnet", 99.22)
            .withNote("The test images were looked at once, after the last epoch."));
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
