package org.menagerie.zoo.model5;

import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
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
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** The last step: pooled before the classifier, and trained on rotated images. */
@AutoService(ModelDefinition.class)
public final class Model5 implements ModelDefinition {
  static final String TOOK_25_EPOCHS =
      "The published figure took 25 epochs; the source document speaks of 20.";

  @Override
  public String zoo() {
    return Model5Zoo.ZOO;
  }

  @Override
  public String name() {
    return "model5";
  }

  @Override
  public String description() {
    return "Pools before it classifies; trained on rotated images";
  }

  @Override
  public Network network() {
    return network(Model5Zoo.IMAGE, Model5Zoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return network(images, classes, globalAvgPool());
  }

  static Network network(Shape images, int classes, Layer pooling) {
    return Network.builder(images)
        .add(block(6))
        .add(linearBlock(16))
        .add(block(20))
        .add(maxPool(2), conv(6, 1))
        .add(block(16))
        .add(block(conv(20, 3).withPadding(1)))
        .add(pooling, conv(classes, 1), flatten())
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(recipe());
  }

  static Recipe recipe() {
    return Model5Zoo.recipe().epochs(25).augmentations("rotation(degrees=7, fill=1)").build();
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(8_018);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(figures());
  }

  static PublishedResult figures() {
    return PublishedResult.ofBest(Model5Zoo.SOURCE, 99.29)
        .withFinal(99.29)
        .withTrain(98.67)
        .withHistory(
            PublishedEpoch.of(1, 84.44, 92.27),
            PublishedEpoch.of(15, 98.36, 99.05),
            PublishedEpoch.of(25, 98.67, 99.29));
  }

  @Override
  public List<String> publishedRecipes() {
    return List.of();
  }

  @Override
  public List<String> notes() {
    return List.of(
        Model5Zoo.LINEAR_SECOND_BLOCK,
        "The source pools its 9x9 map with a fixed 6x6 window, which sees the top left alone, and"
            + " describes it as global average pooling; here it is global, in model5-as-run as in"
            + " the source.",
        TOOK_25_EPOCHS);
  }
}
