package org.menagerie.zoo.classics;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedEpoch;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** The network of the three norms with the oldest, batch norm. */
@AutoService(ModelDefinition.class)
public final class NormsBatch implements ModelDefinition {

  @Override
  public String zoo() {
    return ClassicsZoo.ZOO;
  }

  @Override
  public String name() {
    return "norms-batch";
  }

  @Override
  public String description() {
    return "One network with batch norm; one cycle on rotated images of changed brightness";
  }

  @Override
  public Network network() {
    return network(ClassicsZoo.IMAGE, ClassicsZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return NormModels.network(images, classes, channels -> BatchNorm.standard());
  }

  @Override
  public List<Recipe> recipes() {
    return NormModels.recipes();
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(NormModels.PARAMETERS);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest(NormModels.SOURCE, 99.50)
            .withFinal(99.47)
            .withTrain(99.46)
            .withHistory(
                PublishedEpoch.of(1, 76.42, 97.17),
                PublishedEpoch.of(5, 98.42, 99.09),
                PublishedEpoch.of(10, 98.95, 99.31),
                PublishedEpoch.of(15, 99.23, 99.32),
                PublishedEpoch.of(20, 99.46, 99.47)));
  }

  @Override
  public List<String> publishedRecipes() {
    return List.of();
  }

  @Override
  public List<String> notes() {
    return List.of(
        "The source adds an L1 penalty to the loss of this one of its three networks: 1e-4 times"
            + " the mean size of the values of each parameter, added up. It has no counterpart here,"
            + " so that runs are not judged by its figures.");
  }
}
