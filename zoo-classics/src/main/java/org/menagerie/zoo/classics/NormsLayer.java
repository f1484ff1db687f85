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

/** The network of the three norms with layer norm, whose scales are those of channels. */
@AutoService(ModelDefinition.class)
public final class NormsLayer implements ModelDefinition {

  @Override
  public String zoo() {
    return ClassicsZoo.ZOO;
  }

  @Override
  public String name() {
    return "norms-layer";
  }

  @Override
  public String description() {
    return "One network with layer norm (group norm of one group); trained as norms-batch";
  }

  @Override
  public Network network() {
    return network(ClassicsZoo.IMAGE, ClassicsZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return NormModels.network(images, classes, channels -> GroupNorm.of(1));
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
        PublishedResult.ofBest(NormModels.SOURCE, 99.48)
            .withFinal(99.48)
            .withTrain(99.61)
            .withHistory(
                PublishedEpoch.of(1, 78.42, 96.30),
                PublishedEpoch.of(5, 98.47, 99.02),
                PublishedEpoch.of(10, 99.01, 99.20),
                PublishedEpoch.of(15, 99.37, 99.42),
                PublishedEpoch.of(20, 99.61, 99.48)));
  }

  @Override
  public List<String> notes() {
    return List.of(
        "The figures come from layer norm as a group norm of one group, with a scale and a shift"
            + " for each channel; an earlier version of the source had them for each pixel.");
  }
}
