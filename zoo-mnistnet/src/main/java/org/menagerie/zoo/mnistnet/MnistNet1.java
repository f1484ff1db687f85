package org.menagerie.zoo.mnistnet;

import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.zoo.mnistnet.MnistNetZoo.conv;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** Bare convolutions and one pooling; the last kernel spans the map that is left. */
@AutoService(ModelDefinition.class)
public final class MnistNet1 implements ModelDefinition {

  @Override
  public String zoo() {
    return MnistNetZoo.ZOO;
  }

  @Override
  public String name() {
    return "mnistnet1";
  }

  @Override
  public String description() {
    return "Convolutions only: no normalisation, no dropout, no augmentation";
  }

  @Override
  public Network network() {
    return network(MnistNetZoo.IMAGE, MnistNetZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(conv(8, 3), relu(), conv(16, 3), relu(), conv(16, 3), relu())
        .add(conv(8, 1), maxPool(2))
        .add(conv(8, 3), relu(), conv(8, 3), relu(), conv(16, 3), relu())
        .add(conv(10, 1), relu())
        .add(conv(classes, 5), flatten())
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(
        Recipe.builder("default")
            .epochs(15)
            .batchSize(128)
            .optimizer("sgd(lr=0.01, momentum=0.9)")
            .build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(8_620);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(PublishedResult.ofBest(MnistNetZoo.SOURCE, 98.49).withTrain(98.67));
  }

  @Override
  public List<Target> targets() {
    return List.of(
        Target.accuracy(98, "More than 98 % within 10 epochs, with close to 8K parameters")
            .withinEpochs(10));
  }

  @Override
  public List<String> notes() {
    return List.of(
        "The target allows 10 epochs; the source trains for 15.",
        "It takes off late: one seed in PyTorch reached 16.8 % after the first epoch and 90.2 % after"
            + " the second.");
  }
}
