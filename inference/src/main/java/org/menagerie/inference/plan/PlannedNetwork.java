package org.menagerie.inference.plan;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;

/**
 * A plan, and what it takes to use it.
 *
 * @param name of the model, for example {@code progressive/model2}
 * @param plan whose input is one normalized image, and whose output is a logit for each class
 * @param normalization of the grey levels
 * @param classes the names of the classes, in order
 * @param notes where it comes from, for example {@code test_accuracy} in percent
 */
public record PlannedNetwork(
    String name,
    Plan plan,
    Normalization normalization,
    List<String> classes,
    SortedMap<String, String> notes) {

  /**
   * Keeps copies of classes and notes.
   *
   * @throws IllegalArgumentException if the plan gives no vector of a logit for each class, takes
   *     no image, or channels are normalized that an image does not have
   */
  public PlannedNetwork {
    classes = List.copyOf(classes);
    notes = Collections.unmodifiableSortedMap(new TreeMap<>(notes));
    if (!plan.output().shape().equals(Shape.flat(classes.size()))) {
      throw new IllegalArgumentException(
          "%d classes do not go with an output of %s"
              .formatted(classes.size(), plan.output().shape()));
    }
    Shape input = plan.input().shape();
    int normalized = normalization.channels().size();
    if (!input.isImage() || (normalized > 0 && normalized != input.channels())) {
      throw new IllegalArgumentException(
          "%d channels are normalized, of an input of %s".formatted(normalized, input));
    }
  }

  /**
   * The plan of a network of built-in layers and composites of them.
   *
   * @throws IllegalArgumentException if there is another layer
   */
  public static PlannedNetwork of(TrainedNetwork network) {
    return new PlannedNetwork(
        network.name(),
        Plan.of(network),
        network.normalization(),
        network.classes(),
        network.notes());
  }

  /** Shape of one image. */
  public Shape input() {
    return plan.input().shape();
  }
}
