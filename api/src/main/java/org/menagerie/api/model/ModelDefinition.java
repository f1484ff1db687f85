package org.menagerie.api.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/**
 * A model of a zoo: a plug-in found through {@link java.util.ServiceLoader}. A definition is data;
 * it is created often and must be cheap, free of side effects, and the same each time.
 */
public interface ModelDefinition {

  /** The zoo it belongs to: lower-case letters, digits, {@code -}, {@code _} and {@code .}. */
  String zoo();

  /** Its name within the zoo, of the same characters. */
  String name();

  /** One line for lists. */
  String description();

  /** The network: from one image to logits, one per class. */
  Network network();

  /**
   * The network for other data. A family of models builds it for the images at hand; any other
   * model gives {@link #network()}, and is refused for data that it does not fit. For the images
   * and classes of {@link #network()} both are the same.
   *
   * @param images {@code [channels, height, width]} of each image
   * @param classes number of classes, and so of logits
   * @throws org.menagerie.api.error.MenagerieException if a layer cannot take such images, such as
   *     a kernel that is larger than what is left of them; the message names the layer
   */
  default Network network(Shape images, int classes) {
    return network();
  }

  /** Ways to train it, the default first; at least one. */
  default List<Recipe> recipes() {
    return List.of(Recipe.builder("default").build());
  }

  /** The number of trained values that the source states; checked against the network. */
  default OptionalLong statedParameters() {
    return OptionalLong.empty();
  }

  /** What was published about it. */
  default Optional<PublishedResult> published() {
    return Optional.empty();
  }

  /**
   * The names of the recipes that the published figures come from; runs by others, or by a changed
   * recipe, stand beside the figures but are not judged by them. By default all of {@link
   * #recipes}; none where the source trained another configuration, which a note should tell.
   */
  default List<String> publishedRecipes() {
    return recipes().stream().map(Recipe::name).toList();
  }

  /** What its author set out to reach. */
  default List<Target> targets() {
    return List.of();
  }

  /** What a reader should know: where the source is ambiguous, and what was chosen here. */
  default List<String> notes() {
    return List.of();
  }
}
