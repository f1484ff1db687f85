package org.menagerie.zoo.mnistnet;

import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;
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

/** The second model with less dropout, a narrower waist and a gentler schedule. */
@AutoService(ModelDefinition.class)
public final class MnistNet3 implements ModelDefinition {
  private static final double DROPOUT = 0.01;

  @Override
  public String zoo() {
    return MnistNetZoo.ZOO;
  }

  @Override
  public String name() {
    return "mnistnet3";
  }

  @Override
  public String description() {
    return "Batch norm everywhere, dropout 0.01 and global average pooling, on rotated images";
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
        .add(conv(8, 1), relu(), batchNorm(), maxPool(2))
        .add(block(12, DROPOUT))
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
            .optimizer("sgd(lr=0.05, momentum=0.9)")
            .schedule("step(step_size=4, gamma=0.35)")
            .build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(6_560);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest(MnistNetZoo.SOURCE, 99.45)
            .withTrain(98.90)
            .withNote("First reached 99.4 % in epoch 8."));
  }

  @Override
  public List<Target> targets() {
    return List.of(Target.parameters(6_999, "Fewer than 7K parameters"));
  }
}
