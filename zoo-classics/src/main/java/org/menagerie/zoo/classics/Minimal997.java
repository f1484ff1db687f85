package org.menagerie.zoo.classics;

import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.linear;
import static org.menagerie.api.network.Layers.maxPool;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** Another network of the author of that with 697 parameters. */
@AutoService(ModelDefinition.class)
public final class Minimal997 implements ModelDefinition {
  private static final double DROPOUT = 0.1;

  @Override
  public String zoo() {
    return ClassicsZoo.ZOO;
  }

  @Override
  public String name() {
    return "minimal-997";
  }

  @Override
  public String description() {
    return "99 % with 997 parameters: as minimal-697, wider and with more dropout";
  }

  @Override
  public Network network() {
    return network(ClassicsZoo.IMAGE, ClassicsZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(conv2d(7, 3), TinyModels.leakyRelu(), maxPool(2), dropout(DROPOUT))
        .add(Keras.separable(7, 1, 10))
        .add(TinyModels.leakyRelu(), dropout(DROPOUT))
        .add(Keras.separable(10, 1, 10))
        .add(TinyModels.leakyRelu(), dropout(DROPOUT))
        .add(Keras.separable(10, 1, 11))
        .add(TinyModels.leakyRelu(), dropout(DROPOUT))
        .add(Keras.separable(11, 1, 12))
        .add(TinyModels.leakyRelu(), dropout(DROPOUT))
        .add(globalAvgPool(), flatten(), linear(classes))
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(
        TinyModels.shortened(128),
        TinyModels.recipe(TinyModels.AS_PUBLISHED, 128)
            .epochs(200)
            .schedule(
                "reduce_on_plateau(factor=0.1, patience=7, threshold=1e-16, threshold_mode=abs,"
                    + " min_lr=1e-8)")
            .patience(25)
            .notes(TinyModels.PLATEAU)
            .build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(997);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest(TinyModels.SOURCE, 99.05)
            .withNote("The best epoch of the best of many trainings."));
  }

  @Override
  public List<String> publishedRecipes() {
    return List.of(TinyModels.AS_PUBLISHED);
  }

  @Override
  public List<String> notes() {
    return List.of(TinyModels.DECAY, Keras.OTHER_START);
  }
}
