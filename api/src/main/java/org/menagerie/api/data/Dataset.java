package org.menagerie.api.data;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Images to train on and images to test on.
 *
 * @param name what reports call it
 * @param classes number of classes; labels are 0 to classes - 1
 * @param train images to train on
 * @param test images to test on
 * @param checksums SHA-256 of each part as read, in hex, by file or part name; kept in results
 */
public record Dataset(
    String name, int classes, ImageSet train, ImageSet test, SortedMap<String, String> checksums) {

  /**
   * Keeps a copy of the checksums.
   *
   * @throws IllegalArgumentException if training and test images differ in shape
   */
  public Dataset {
    requireNonNull(name, "name is null");
    if (!train.shape().equals(test.shape())) {
      throw new IllegalArgumentException(
          "training images are %s and test images %s".formatted(train.shape(), test.shape()));
    }
    checksums = Collections.unmodifiableSortedMap(new TreeMap<>(checksums));
  }
}
