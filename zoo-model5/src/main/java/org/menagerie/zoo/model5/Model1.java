package org.menagerie.zoo.model5;

import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.zoo.model5.Model5Zoo.conv;
import static org.menagerie.zoo.model5.Model5Zoo.plainBlock;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedEpoch;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** The start: wide, with dropout as its only help; the last kernel spans the map. */
@AutoService(ModelDefinition.class)
public final class Model1 implements ModelDefinition {

  @Override
  public String zoo() {
    return Model5Zoo.ZOO;
  }

  @Override
  public String name() {
    return "model1";
  }

  @Override
  public String description() {
    return "Wide convolutions with dropout, no normalisation";
  }

  @Override
  public Network network() {
    return network(Model5Zoo.IMAGE, Model5Zoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(plainBlock(8))
        .add(plainBlock(16))
        .add(plainBlock(24))
        .add(maxPool(2), conv(8, 1))
        .add(plainBlock(16))
        .add(plainBlock(24))
        .add(conv(10, 1), conv(classes, 7), flatten())
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(Model5Zoo.recipe().build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(14_620);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest(Model5Zoo.SOURCE, 98.98)
            .withFinal(98.98)
            .withTrain(98.86)
            .withHistory(
                PublishedEpoch.of(1, 65.90, 95.68),
                PublishedEpoch.of(5, 98.04, 98.44),
                PublishedEpoch.of(10, 98.69, 98.80),
                PublishedEpoch.of(15, 98.86, 98.98)));
  }
}
