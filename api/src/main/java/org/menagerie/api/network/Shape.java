package org.menagerie.api.network;

import java.util.List;

/**
 * The shape of one sample, without the batch dimension: {@code [channels, height, width]} for an
 * image or feature map, {@code [features]} once flattened.
 */
public record Shape(List<Integer> dimensions) {

  /**
   * Keeps a copy of the dimensions.
   *
   * @throws IllegalArgumentException if there is no dimension or one is not positive
   */
  public Shape {
    dimensions = List.copyOf(dimensions);
    if (dimensions.isEmpty() || dimensions.stream().anyMatch(d -> d <= 0)) {
      throw new IllegalArgumentException("dimensions must be positive: " + dimensions);
    }
  }

  /** A feature map {@code [channels, height, width]}. */
  public static Shape image(int channels, int height, int width) {
    return new Shape(List.of(channels, height, width));
  }

  /** A vector {@code [features]}. */
  public static Shape flat(int features) {
    return new Shape(List.of(features));
  }

  /** Whether this is {@code [channels, height, width]}. */
  public boolean isImage() {
    return dimensions.size() == 3;
  }

  /** Whether this is {@code [features]}. */
  public boolean isFlat() {
    return dimensions.size() == 1;
  }

  /** The first dimension: channels of an image, features of a vector. */
  public int channels() {
    return dimensions.get(0);
  }

  /** Rows of an image; 1 for a vector. */
  public int height() {
    return isImage() ? dimensions.get(1) : 1;
  }

  /** Columns of an image; 1 for a vector. */
  public int width() {
    return isImage() ? dimensions.get(2) : 1;
  }

  /** Number of values in one sample. */
  public long elements() {
    return dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** The dimensions as PyTorch prints them, for example {@code [16, 26, 26]}. */
  @Override
  public String toString() {
    return dimensions.toString();
  }
}
