package org.menagerie.zoo.progressive;

import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedEpoch;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** Batch norm and dropout after every convolution, and an average instead of a linear layer. */
@AutoService(ModelDefinition.class)
public final class Model2 implements ModelDefinition {

  @Override
  public String zoo() {
    return ProgressiveZoo.ZOO;
  }

  @Override
  public String name() {
    return "model2";
  }

  @Override
  public String description() {
    return "Model 1 with batch norm, dropout 0.1 and global average pooling";
  }

  @Override
  public Network network() {
    return network(ProgressiveZoo.IMAGE, ProgressiveZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(block(conv2d(16, 3)))
        .add(block(conv2d(8, 3)))
        .add(block(conv2d(16, 3)))
        .add(maxPool(2))
        .add(block(conv2d(8, 3)))
        .add(block(conv2d(16, 3)))
        .add(maxPool(2))
        .add(block(conv2d(12, 3).withPadding(1)))
        .add(conv2d(classes, 3).withPadding(1))
        .add(globalAvgPool(), flatten())
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return ProgressiveZoo.stepwise();
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(7_798);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest(ProgressiveZoo.SOURCE, 99.18)
            .withFinal(99.18)
            .withTrain(98.04)
            .withHistory(
                PublishedEpoch.of(1, 88.08, 97.89).withTrainLoss(0.4042).withTestLoss(0.0689),
                PublishedEpoch.of(5, 97.42, 98.71),
                PublishedEpoch.of(15, 98.04, 99.18).withTrainLoss(0.0627).withTestLoss(0.0277)));
  }

  @Override
  public List<Target> targets() {
    return List.of(
        Target.parameters(
            8_000, "About 8K parameters, with batch norm and global average pooling"));
  }

  private static List<Layer> block(Conv2d convolution) {
    return List.of(convolution, batchNorm(), relu(), dropout(0.1));
  }
}
