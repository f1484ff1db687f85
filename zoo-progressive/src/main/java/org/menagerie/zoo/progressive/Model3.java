package org.menagerie.zoo.progressive;

import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
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

/** A third pooling, no dropout, and a training that does the regularising. */
@AutoService(ModelDefinition.class)
public final class Model3 implements ModelDefinition {
  private static final String AS_RUN = "as-run";

  @Override
  public String zoo() {
    return ProgressiveZoo.ZOO;
  }

  @Override
  public String name() {
    return "model3";
  }

  @Override
  public String description() {
    return "Three poolings, one cycle of the learning rate, on rotated images";
  }

  @Override
  public Network network() {
    return network(ProgressiveZoo.IMAGE, ProgressiveZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(block(conv2d(8, 3)))
        .add(block(conv2d(8, 3)))
        .add(maxPool(2))
        .add(block(conv2d(12, 3)))
        .add(block(conv2d(12, 3)))
        .add(maxPool(2))
        .add(block(conv2d(24, 3)))
        .add(maxPool(2))
        .add(conv2d(classes, 3).withPadding(1))
        .add(globalAvgPool(), flatten())
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(documented(), asRun());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(7_762);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest(ProgressiveZoo.SOURCE, 99.46)
            .withFinal(99.46)
            .withTrain(98.34)
            .withHistory(
                PublishedEpoch.of(1, 91.63, 98.49).withTrainLoss(0.2859).withTestLoss(0.0459),
                PublishedEpoch.of(5, 97.83, 99.30),
                PublishedEpoch.of(15, 98.34, 99.46).withTrainLoss(0.0526).withTestLoss(0.0181)));
  }

  @Override
  public List<String> publishedRecipes() {
    return List.of(AS_RUN);
  }

  @Override
  public List<Target> targets() {
    return List.of(Target.accuracy(98.4, "98.4 % with augmentation and an optimized training"));
  }

  private static List<Layer> block(Conv2d convolution) {
    return List.of(convolution, batchNorm(), relu());
  }

  private static Recipe documented() {
    return Recipe.builder("documented")
        .epochs(15)
        .batchSize(64)
        .optimizer("sgd(lr=0.1, momentum=0.9)")
        .schedule("one_cycle")
        .augmentations("rotation(degrees=7, fill=1)")
        .notes(
            "The document gives neither optimizer, batch size nor the schedule's maximum; all are"
                + " those of the published code.",
            "The published figures fit recipe \"as-run\" better: on images rotated by 7 degrees"
                + " alone, training accuracy passes 98.7 % by epoch 5, where the source has 97.83"
                + " %.")
        .build();
  }

  private static Recipe asRun() {
    return Recipe.builder(AS_RUN)
        .epochs(15)
        .batchSize(64)
        .optimizer("sgd(lr=0.004, momentum=0.95)")
        .augmentations(
            ProgressiveZoo.ENLARGED,
            "rotation(degrees=15, fill=1)",
            "affine(degrees=0, translate=(0.0714, 0.0714))")
        .notes(
            "The published code hands the test loss to its one-cycle schedule where a step count"
                + " belongs, once an epoch: learning rate and momentum stay where a cycle up to 0.1"
                + " starts, at 0.004 and 0.95.",
            "It enlarges the middle 22x22 pixels of every tenth image, rotates by up to 15 degrees"
                + " and shifts by up to 2 pixels.")
        .build();
  }
}
