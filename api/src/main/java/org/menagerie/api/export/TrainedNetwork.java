package org.menagerie.api.export;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;

/**
 * A network with its weights, and what it takes to use it. Made by a {@link Builder}, since later
 * versions may need more.
 */
public final class TrainedNetwork {
  private final String name;
  private final Network network;
  private final TensorMap weights;
  private final Normalization normalization;
  private final List<String> classes;
  private final SortedMap<String, String> notes;

  private TrainedNetwork(Builder builder) {
    name = builder.name;
    network = builder.network;
    weights = builder.weights;
    normalization = builder.normalization;
    classes = builder.classes;
    notes = Collections.unmodifiableSortedMap(builder.notes);
    if (!network.output().equals(Shape.flat(classes.size()))) {
      throw new IllegalArgumentException(
          "%d classes do not go with an output of %s".formatted(classes.size(), network.output()));
    }
  }

  /**
   * A trained network whose inputs are grey levels from 0 to 1, unless {@link
   * Builder#normalization} says otherwise.
   *
   * @param name of its model, for example {@code progressive/model2}
   * @param network takes one normalized image, {@code [channels, height, width]}, and gives a logit
   *     for each class
   * @param weights all of the network's tensors, by their names in PyTorch's {@code state_dict}
   * @param classes the names of the classes, in order
   */
  public static Builder builder(
      String name, Network network, TensorMap weights, List<String> classes) {
    return new Builder(name, network, weights, classes);
  }

  /** Name of its model, for example {@code progressive/model2}. */
  public String name() {
    return name;
  }

  /**
   * Takes one normalized image, {@code [channels, height, width]}, and gives a logit for each
   * class.
   */
  public Network network() {
    return network;
  }

  /** All of the network's tensors, by their names in PyTorch's {@code state_dict}. */
  public TensorMap weights() {
    return weights;
  }

  /** That of the grey levels. */
  public Normalization normalization() {
    return normalization;
  }

  /** The names of the classes, in order. */
  public List<String> classes() {
    return classes;
  }

  /** Where it comes from, for metadata: for example {@code test_accuracy} in percent. */
  public SortedMap<String, String> notes() {
    return notes;
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

  /** Sets what a network is used with; checked in {@link #build}. */
  public static final class Builder {
    private final String name;
    private final Network network;
    private final TensorMap weights;
    private final List<String> classes;
    private Normalization normalization = Normalization.of(0, 1);
    private SortedMap<String, String> notes = new TreeMap<>();

    private Builder(String name, Network network, TensorMap weights, List<String> classes) {
      this.name = requireNonNull(name, "name is null");
      this.network = requireNonNull(network, "network is null");
      this.weights = requireNonNull(weights, "weights is null");
      this.classes = List.copyOf(classes);
    }

    public Builder normalization(Normalization value) {
      normalization = requireNonNull(value, "normalization is null");
      return this;
    }

    public Builder notes(SortedMap<String, String> value) {
      notes = new TreeMap<>(value);
      return this;
    }

    /**
     * The network.
     *
     * @throws IllegalArgumentException if it gives no vector of a logit for each class
     */
    public TrainedNetwork build() {
      return new TrainedNetwork(this);
    }
  }
}
