package org.menagerie.api.export;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;

/**
 * A network with its weights, and what it takes to use it.
 *
 * @param name of its model, for example {@code progressive/model2}
 * @param network takes one normalized image, {@code [channels, height, width]}, and gives a logit
 *     for each class
 * @param weights all of the network's tensors, by their names in PyTorch's {@code state_dict}
 * @param normalization of the grey levels
 * @param classes the names of the classes, in order
 * @param notes where it comes from, for metadata: for example {@code test_accuracy} in percent
 */
public record TrainedNetwork(
    String name,
    Network network,
    TensorMap weights,
    Normalization normalization,
    List<String> classes,
    SortedMap<String, String> notes) {

  /**
   * Keeps copies of classes and notes.
   *
   * @throws IllegalArgumentException if the network gives no vector of a logit for each class
   */
  public TrainedNetwork {
    classes = List.copyOf(classes);
    notes = Collections.unmodifiableSortedMap(new TreeMap<>(notes));
    if (!network.output().equals(Shape.flat(classes.size()))) {
      throw new IllegalArgumentException(
          "%d classes do not go with an output of %s".formatted(classes.size(), network.output()));
    }
  }

  /** Shape of one image. */
  public Shape input() {
    return network.input();
  }

  /**
   * What the network takes of some images.
   *
   * @param pixels grey levels 0 to 255 of each image, channel by channel, row by row
   * @return the normalized images, one behind the other
   */
  public float[] normalized(byte[][] pixels) {
    int length = Math.toIntExact(input().elements());
    int area = input().height() * input().width();
    float[] inputs = new float[pixels.length * length];
    for (int image = 0; image < pixels.length; image++) {
      for (int i = 0; i < length; i++) {
        inputs[image * length + i] =
            normalization.channel(i / area).apply(Byte.toUnsignedInt(pixels[image][i]));
      }
    }
    return inputs;
  }
}
