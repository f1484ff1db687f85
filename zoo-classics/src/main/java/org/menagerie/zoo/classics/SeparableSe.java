package org.menagerie.zoo.classics;

import static org.menagerie.api.network.Layers.activation;
import static org.menagerie.api.network.Layers.add;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.multiply;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.zoo.classics.SeparableModels.block;
import static org.menagerie.zoo.classics.SeparableModels.separable;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** The network with a shortcut, and gates for the channels behind its separable convolutions. */
@AutoService(ModelDefinition.class)
public final class SeparableSe implements ModelDefinition {
  private static final double DROPOUT = 0.02;
  private static final int SQUEEZED = 4;

  @Override
  public String zoo() {
    return ClassicsZoo.ZOO;
  }

  @Override
  public String name() {
    return "separable-se";
  }

  @Override
  public String description() {
    return "As separable-skip, with squeeze and excitation behind the separable convolutions";
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
        .add(gate(12), maxPool(2), dropout(DROPOUT))
        .add(
            add(
                List.of(conv2d(20, 1)),
                Stream.of(block(16), separable(16, 20), List.of(gate(20)))
                    .flatMap(List::stream)
                    .toList()))
        .add(maxPool(2), dropout(DROPOUT))
        .add(block(16))
        .add(conv2d(classes, 3).withPadding(1), globalAvgPool(), flatten(), dropout(0.01))
        .build();
  }

  /** Squeeze and excitation by two linear layers without bias, here convolutions of a pixel. */
  private static Layer gate(int channels) {
    return multiply(
        List.of(),
        List.of(
            globalAvgPool(),
            conv2d(SQUEEZED, 1).withoutBias(),
            relu(),
            conv2d(channels, 1).withoutBias(),
            activation(Activation.Function.SIGMOID)));
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(
        SeparableModels.recipe()
            .optimizer("adam(lr=0.0008, weight_decay=3e-5)")
            .schedule("one_cycle(max_lr=0.012, pct_start=0.1)")
            .build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(7_518);
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
    return List.of(
        SeparableModels.OPTIMIZED,
        "The source drops one of a hundred logits in training; so does this network.",
        ClassicsZoo.HELD_OUT_A_TENTH);
  }
}
