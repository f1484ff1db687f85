package org.menagerie.api.recipe;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How grey levels become network inputs: {@code (level / 255 - mean) / std}. Made by {@link #of}
 * and its like, since later versions may know other ways.
 */
public final class Normalization {
  /** Mean and standard deviation of all pixels of the MNIST training images. */
  public static final Normalization MNIST = of(0.1307, 0.3081);

  /**
   * Stands for the mean and the standard deviation of each channel of the training images, whatever
   * they are. A run's specification has the values in its place.
   */
  public static final Normalization OF_DATA = measured(0, 1, List.of());

  private final double mean;
  private final double std;
  private final List<Normalization> channels;
  private final boolean ofData;

  private Normalization(double mean, double std, List<Normalization> channels, boolean ofData) {
    Checks.notNegative("normalization mean", mean);
    Checks.positive("normalization std", std);
    this.mean = mean;
    this.std = std;
    this.channels = List.copyOf(requireNonNull(channels, "channels is null"));
    this.ofData = ofData;
  }

  /**
   * The same for every channel.
   *
   * @param mean in [0, 1]
   * @param std positive, in the same unit
   */
  public static Normalization of(double mean, double std) {
    return of(mean, std, List.of());
  }

  /**
   * One for each channel, and that of all together.
   *
   * @param mean of all channels, in [0, 1]
   * @param std of all channels, positive, in the same unit
   * @param channels one for each channel; empty if {@code mean} and {@code std} hold for every one
   */
  public static Normalization of(double mean, double std, List<Normalization> channels) {
    return new Normalization(mean, std, channels, false);
  }

  /** As {@link #of(double, double, List)}, of values that are those of the training images. */
  public static Normalization measured(double mean, double std, List<Normalization> channels) {
    return new Normalization(mean, std, channels, true);
  }

  /**
   * One for each channel, of images whose channels are equally large.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Normalization ofChannels(List<Normalization> channels) {
    double mean = average(channels, Normalization::mean);
    double squares =
        average(channels, channel -> channel.std * channel.std + channel.mean * channel.mean);
    return of(mean, Math.sqrt(squares - mean * mean), channels);
  }

  private static double average(
      List<Normalization> channels, ToDoubleFunction<Normalization> value) {
    return channels.stream()
        .mapToDouble(value)
        .average()
        .orElseThrow(() -> new IllegalArgumentException("no channels"));
  }

  /** The input value of one grey level, 0 to 255, of any channel. */
  public float apply(int level) {
    return (float) ((level / 255.0 - mean) / std);
  }

  /** That of one channel, counted from 0. */
  public Normalization channel(int index) {
    return channels.isEmpty() ? this : channels.get(index);
  }

  /** Of all channels together, in [0, 1]. */
  public double mean() {
    return mean;
  }

  /** Of all channels together, positive, in the same unit. */
  public double std() {
    return std;
  }

  /** One for each channel where channels have their own; empty if all have the same. */
  public List<Normalization> channels() {
    return channels;
  }

  /** Whether the values are those of the training images, see {@link #OF_DATA}. */
  public boolean ofData() {
    return ofData;
  }

  private List<Object> values() {
    return List.of(mean, std, channels, ofData);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Normalization normalization && values().equals(normalization.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "Normalization" + values();
  }
}
