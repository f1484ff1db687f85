package org.menagerie.zoo.classics;

import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.linear;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** A convolution and a pooling three times, then two linear layers with much dropout. */
@AutoService(ModelDefinition.class)
public final class FastMnist implements ModelDefinition {
  private static final double DROPOUT = 0.4;

  @Override
  public String zoo() {
    return ClassicsZoo.ZOO;
  }

  @Override
  public String name() {
    return "fast-mnist";
  }

  @Override
  public String description() {
    return "Three convolutions with pooling, a hidden layer of 32, dropout 0.4; one cycle";
  }

  @Override
  public Network network() {
    return network(ClassicsZoo.IMAGE, ClassicsZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(block(8))
        .add(block(16))
        .add(block(32))
        .add(dropout(DROPOUT), flatten())
        .add(linear(32), relu(), dropout(DROPOUT), linear(classes))
        .build();
  }

  private static List<Layer> block(int filters) {
    return List.of(conv2d(filters, 3).withPadding(1), batchNorm(), relu(), maxPool(2));
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(
        Recipe.builder("default")
            .epochs(19)
            .batchSize(128)
            .optimizer("adam(lr=0.001, weight_decay=1e-4)")
            .schedule("one_cycle(max_lr=0.003, pct_start=0.2, div_factor=10, final_div_factor=100)")
            .augmentations("rotation(degrees=10)", "affine(degrees=0, translate=(0.1, 0.1))")
            .build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(15_578);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofBest(
                "the MNIST_99.4 project, seed 42 (github.com/shishir13/Personal_Projects)", 99.43)
            .withFinal(99.43)
            .withTrain(99.67));
  }

  @Override
  public List<String> notes() {
    return List.of(
        "The source's repository also holds wider versions of this network; the one here has the"
            + " channels and the number of parameters of its README.");
  }
}
