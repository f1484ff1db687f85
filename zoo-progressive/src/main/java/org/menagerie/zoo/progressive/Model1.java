package org.menagerie.zoo.progressive;

import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.linear;
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
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** The foundation: convolutions, two poolings, and a linear layer over what is left. */
@AutoService(ModelDefinition.class)
public final class Model1 implements ModelDefinition {

  @Override
  public String zoo() {
    return ProgressiveZoo.ZOO;
  }

  @Override
  public String name() {
    return "model1";
  }

  @Override
  public String description() {
    return "Seven convolutions with bias and a linear classifier";
  }

  @Override
  public Network network() {
    return network(ProgressiveZoo.IMAGE, ProgressiveZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(conv2d(16, 3), relu(), conv2d(8, 3), relu(), conv2d(16, 3), relu())
        .add(maxPool(2))
        .add(conv2d(8, 3), relu(), conv2d(16, 3), relu())
        .add(maxPool(2))
        .add(conv2d(8, 3).withPadding(1), relu(), conv2d(10, 3).withPadding(1), relu())
        .add(flatten(), linear(classes))
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return ProgressiveZoo.stepwise();
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(7_616);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest(ProgressiveZoo.SOURCE, 98.89)
            .withFinal(98.89)
            .withTrain(98.32)
            .withHistory(
                PublishedEpoch.of(1, 69.17, 96.19).withTrainLoss(0.8583).withTestLoss(0.1172),
                PublishedEpoch.of(5, 97.40, 98.03),
                PublishedEpoch.of(15, 98.32, 98.89).withTrainLoss(0.0521).withTestLoss(0.0334)));
  }

  @Override
  public List<Target> targets() {
    return List.of(
        Target.accuracy(95, "95 % within 15 epochs, with about 8K parameters").withinEpochs(15));
  }
}
