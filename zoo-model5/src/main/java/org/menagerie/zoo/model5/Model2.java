package org.menagerie.zoo.model5;

import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.zoo.model5.Model5Zoo.block;
import static org.menagerie.zoo.model5.Model5Zoo.conv;
import static org.menagerie.zoo.model5.Model5Zoo.linearBlock;

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

/** The first model with batch norm after every activation. */
@AutoService(ModelDefinition.class)
public final class Model2 implements ModelDefinition {

  @Override
  public String zoo() {
    return Model5Zoo.ZOO;
  }

  @Override
  public String name() {
    return "model2";
  }

  @Override
  public String description() {
    return "Model 1 with batch norm";
  }

  @Override
  public Network network() {
    return network(Model5Zoo.IMAGE, Model5Zoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(block(8))
        .add(linearBlock(16))
        .add(block(24))
        .add(maxPool(2), conv(8, 1))
        .add(block(16))
        .add(block(24))
        .add(conv(10, 1), conv(classes, 7), flatten())
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(Model5Zoo.recipe().build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(14_796);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest(Model5Zoo.SOURCE, 99.29)
            .withFinal(99.29)
            .withTrain(99.33)
            .withHistory(
                PublishedEpoch.of(1, 94.31, 98.29),
                PublishedEpoch.of(5, 98.85, 99.19),
                PublishedEpoch.of(10, 99.16, 99.23),
                PublishedEpoch.of(15, 99.33, 99.29)));
  }

  @Override
  public List<String> notes() {
    return List.of(Model5Zoo.LINEAR_SECOND_BLOCK);
  }
}
