package org.menagerie.zoo.mnistnet;

import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.zoo.mnistnet.MnistNetZoo.block;
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

/** Batch norm and dropout after every activation, and global average pooling at the end. */
@AutoService(ModelDefinition.class)
public final class MnistNet2 implements ModelDefinition {
  private static final double DROPOUT = 0.05;

  @Override
  public String zoo() {
    return MnistNetZoo.ZOO;
  }

  @Override
  public String name() {
    return "mnistnet2";
  }

  @Override
  public String description() {
    return "Batch norm, dropout 0.05 and global average pooling, on rotated images";
  }

  @Override
  public Network network() {
    return network(MnistNetZoo.IMAGE, MnistNetZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(block(8, DROPOUT))
        .add(block(16, DROPOUT))
        .add(conv(8, 1), maxPool(2))
        .add(block(16, DROPOUT))
        .add(block(16, DROPOUT))
        .add(block(16, DROPOUT))
        .add(globalAvgPool(), conv(classes, 1), flatten())
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(
        MnistNetZoo.rotating()
            .epochs(15)
            .batchSize(128)
            .optimizer("sgd(lr=0.075, momentum=0.9, nesterov=true)")
            .schedule("step(step_size=2, gamma=0.65)")
            .build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(7_416);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(PublishedResult.ofBest(MnistNetZoo.SOURCE, 99.39).withTrain(98.82));
  }

  @Override
  public List<Target> targets() {
    return List.of(Target.parameters(7_999, "Fewer than 8K parameters"));
  }
}
