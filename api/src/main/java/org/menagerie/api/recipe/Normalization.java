package org.menagerie.api.recipe;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How grey levels become network inputs: {@code (level / 255 - mean) / std}.
 *
 * @param mean in [0, 1]
 * @param std positive, in the same unit
 * @param channels one for each channel where channels have their own, and then {@code mean} and
 *     {@code std} are those of all together; empty if these hold for every channel
 * @param ofData whether the values are those of the training images, see {@link #OF_DATA}
 */
public record Normalization(double mean, double std, List<Normalization> channels, boolean ofData) {
  /** Mean and standard deviation of all pixels of the MNIST training images. */
  public static final Normalization MNIST = new Normalization(0.1307, 0.3081);

  /**
   * Stands for the mean and the standard deviation of each channel of the training images, whatever
   * they are. A run's specification has the values in its place.
   */
  public static final Normalization OF_DATA = new Normalization(0, 1, List.of(), true);

  public Normalization {
    Checks.notNegative("normalization mean", mean);
    Checks.positive("normalization std", std);
    channels = List.copyOf(requireNonNull(channels, "channels is null"));
  }

  /** The same for every channel. */
  public Normalization(double mean, double std) {
    this(mean, std, List.of(), false);
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
    return new Normalization(mean, Math.sqrt(squares - mean * mean), channels, false);
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
}
