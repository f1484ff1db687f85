package org.menagerie.zoo.classics;

import static org.menagerie.api.network.Layers.add;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.zoo.classics.SeparableModels.block;
import static org.menagerie.zoo.classics.SeparableModels.separable;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** Separable convolutions, two of whose inputs go past them through a convolution of pixels. */
@AutoService(ModelDefinition.class)
public final class SeparableSkip implements ModelDefinition {
  private static final double DROPOUT = 0.03;

  @Override
  public String zoo() {
    return ClassicsZoo.ZOO;
  }

  @Override
  public String name() {
    return "separable-skip";
  }

  @Override
  public String description() {
    return "Depthwise separable convolutions and a shortcut; one cycle on tilted images";
  }

  @Override
  public Network network() {
    return network(ClassicsZoo.IMAGE, ClassicsZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(block(8))
        .add(separable(8, 12))
        .add(maxPool(2), dropout(DROPOUT))
        .add(
            add(
                List.of(conv2d(20, 1)),
                Stream.of(block(16), separable(16, 20)).flatMap(List::stream).toList()))
        .add(maxPool(2), dropout(DROPOUT))
        .add(block(16))
        .add(conv2d(classes, 3).withPadding(1), globalAvgPool(), flatten())
        .build();
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(
        SeparableModels.recipe()
            .optimizer("adam(lr=0.001, weight_decay=5e-5)")
            .schedule("one_cycle(max_lr=0.015, pct_start=0.15)")
            .build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(7_262);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofFinal(SeparableModels.SOURCE, 99.35)
            .withNote(SeparableModels.TESTED_ONCE));
  }

  @Override
  public List<String> publishedRecipes() {
    return List.of();
  }

  @Override
  public List<String> notes() {
    return List.of(SeparableModels.OPTIMIZED, ClassicsZoo.HELD_OUT_A_TENTH);
  }
}
