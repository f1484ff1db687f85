package org.menagerie.zoo.classics;

import static org.menagerie.api.network.Layers.activation;
import static org.menagerie.api.network.Layers.avgPool;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.linear;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/**
 * The network for handwritten digits of 1998, as it is commonly rebuilt.
 *
 * @see <a href="https://doi.org/10.1109/5.726791">LeCun et al.: Gradient-Based Learning Applied to
 *     Document Recognition (1998)</a>
 */
@AutoService(ModelDefinition.class)
public final class LeNet5 implements ModelDefinition {

  @Override
  public String zoo() {
    return ClassicsZoo.ZOO;
  }

  @Override
  public String name() {
    return "lenet5";
  }

  @Override
  public String description() {
    return "LeNet-5 as it is commonly rebuilt: 5x5 kernels, tanh and average pooling";
  }

  @Override
  public Network network() {
    return network(ClassicsZoo.IMAGE, ClassicsZoo.CLASSES);
  }

  @Override
  public Network network(Shape images, int classes) {
    return Network.builder(images)
        .add(conv2d(6, 5).withPadding(2), tanh(), avgPool(2))
        .add(conv2d(16, 5), tanh(), avgPool(2))
        .add(flatten(), linear(120), tanh(), linear(84), tanh(), linear(classes))
        .build();
  }

  private static Activation tanh() {
    return activation(Activation.Function.TANH);
  }

  @Override
  public List<Recipe> recipes() {
    return List.of(
        Recipe.builder("default")
            .epochs(12)
            .batchSize(64)
            .optimizer("sgd(lr=0.05, momentum=0.9)")
            .schedule("cosine")
            .notes(
                "The paper trains with single images, a second-order method and a falling learning"
                    + " rate for 20 epochs; all settings here are choices of today.")
            .build());
  }

  @Override
  public OptionalLong statedParameters() {
    return OptionalLong.of(61_706);
  }

  @Override
  public Optional<PublishedResult> published() {
    return Optional.of(
        PublishedResult.ofFinal("LeCun et al., Proceedings of the IEEE 86 (1998)", 99.05)
            .withNote(
                "An error of 0.95 %, of the original network, without distorted images in"
                    + " training."));
  }

  @Override
  public List<String> publishedRecipes() {
    return List.of();
  }

  @Override
  public List<String> notes() {
    return List.of(
        "The original's second convolution sees only some of the six maps each, its poolings have a"
            + " learned scale and shift, its tanh is scaled, and its outputs are distances to drawn"
            + " characters; rebuilt versions, from which the number of parameters comes, do without"
            + " all four.");
  }
}
