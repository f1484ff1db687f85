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

/** The smallest that its author found to pass 99 %. */
@AutoService(ModelDefinition.class)
public final class Minimal697 implements ModelDefinition {
  private static final double DROPOUT = 0.05;

  @Override
  public String zoo() {
    return ClassicsZoo.ZOO;
  }

  @Override
  public String name() {
    return "minimal-697";
  }

  @Override
  public String description() {
    return "99 % with 697 parameters: a convolution and four separable ones, leaky ReLU";
  }

  @Override
  public Network network() {
    return network(ClassicsZoo.IMAGE, ClassicsZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(conv2d(6, 3).withPadding(1), TinyModels.leakyRelu(), maxPool(2))
        .add(Keras.separable(6, 1, 5))
        .add(TinyModels.leakyRelu(), dropout(DROPOUT))
        .add(Keras.separable(5, 1, 9))
        .add(TinyModels.leakyRelu(), dropout(DROPOUT))
        .add(Keras.separable(9, 1, 10))
        .add(TinyModels.leakyRelu(), dropout(DROPOUT))
        .add(Keras.separable(10, 1, 8))
        .add(TinyModels.leakyRelu())
        .add(globalAvgPool(), flatten(), linear(classes))
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(
        TinyModels.shortened(256),
        TinyModels.recipe(TinyModels.AS_PUBLISHED, 256)
            .epochs(2_000)
            .schedule(
                "reduce_on_plateau(factor=0.25, patience=49, threshold=1e-16, threshold_mode=abs,"
                    + " min_lr=2.5e-5)")
            .patience(150)
            .notes(TinyModels.PLATEAU)
            .build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(697);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest(TinyModels.SOURCE, 99.03)
            .withNote("The best epoch of the best of about 700 trainings."));
  }

  @Override
  public List<String> publishedRecipes() {
    return List.of(TinyModels.AS_PUBLISHED);
  }

  @Override
  public List<String> notes() {
    return List.of(
        TinyModels.DECAY,
        "The source gave up trainings whose accuracy after 100 epochs was below the median of the"
            + " earlier ones, and draws the first weights as He et al. do (he_normal).");
  }
}
