package org.menagerie.zoo.classics;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedEpoch;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** The network of the three norms with group norm: four channels to a group. */
@AutoService(ModelDefinition.class)
public final class NormsGroup implements ModelDefinition {

  @Override
  public String zoo() {
    return ClassicsZoo.ZOO;
  }

  @Override
  public String name() {
    return "norms-group";
  }

  @Override
  public String description() {
    return "One network with group norm, four channels a group; trained as norms-batch";
  }

  @Override
  public Network network() {
    return network(ClassicsZoo.IMAGE, ClassicsZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return NormModels.network(images, classes, channels -> GroupNorm.of(channels / 4));
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
        PublishedResult.ofBest(NormModels.SOURCE, 99.57)
            .withFinal(99.54)
            .withTrain(99.60)
            .withHistory(
                PublishedEpoch.of(1, 71.38, 95.67),
                PublishedEpoch.of(5, 98.26, 98.95),
                PublishedEpoch.of(10, 99.03, 99.24),
                PublishedEpoch.of(15, 99.32, 99.35),
                PublishedEpoch.of(20, 99.60, 99.54)));
  }
}
