package org.menagerie.zoo.model4;

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

/** Three blocks, a pooling, a waist, two blocks, a global average. */
@AutoService(ModelDefinition.class)
public final class Model4 implements ModelDefinition {
  private static final Shape IMAGE = Shape.image(1, 28, 28);
  private static final int CLASSES = 10;
  private static final double DROPOUT = 0.05;

  @Override
  public String zoo() {
    return "model4";
  }

  @Override
  public String name() {
    return "model4";
  }

  @Override
  public String description() {
    return "Batch norm and dropout 0.05; one cycle on rotated, shifted and tilted images";
  }

  @Override
  public Network network() {
    return network(IMAGE, CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(block(10))
        .add(block(14))
        .add(block(16))
        .add(maxPool(2))
        .add(conv(12, 1), batchNorm(), relu())
        .add(block(16))
        .add(block(16))
        .add(globalAvgPool(), conv(classes, 1), flatten())
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(
        Recipe.builder("default")
            .epochs(15)
            .batchSize(128)
            .optimizer("sgd(lr=0.05, momentum=0.9, weight_decay=8e-5, nesterov=true)")
            .schedule("one_cycle(pct_start=0.1, div_factor=20, final_div_factor=30)")
            .augmentations(
                "rotation(degrees=8)",
                "affine(degrees=0, translate=(0.1, 0.1), scale=(0.95, 1.05))",
                "perspective(distortion=0.2, p=0.5)")
            .build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(7_918);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest("the Model 4 repository, seed 42", 99.37)
            .withFinal(99.33)
            .withTrain(98.84)
            .withHistory(
                PublishedEpoch.ofTest(1, 96.66),
                PublishedEpoch.ofTest(3, 98.66),
                PublishedEpoch.ofTest(5, 98.89),
                PublishedEpoch.ofTest(8, 98.79),
                PublishedEpoch.ofTest(9, 99.24),
                PublishedEpoch.ofTest(11, 99.30),
                PublishedEpoch.ofTest(13, 99.37),
                PublishedEpoch.ofTest(15, 99.33))
            .withNote("The best epoch was the 13th."));
  }

  @Override
  public List<Target> targets() {
    return List.of(
        Target.accuracy(99.4, "99.4 % within 15 epochs, with fewer than 8K parameters")
            .withMaxParameters(7_999)
            .withinEpochs(15));
  }

  @Override
  public List<String> notes() {
    return List.of(
        "The source document prints \"padding 1, 28x28\", yet its receptive fields and its code"
            + " come without padding; so does this network.");
  }

  private static Conv2d conv(int filters, int kernel) {
    return conv2d(filters, kernel).withoutBias();
  }

  private static List<Layer> block(int filters) {
    return List.of(conv(filters, 3), batchNorm(), relu(), dropout(DROPOUT));
  }
}
