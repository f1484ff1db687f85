package org.menagerie.api.data;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * Images to train on and images to test on, and maybe images to choose by in between.
 *
 * @param name what reports call it
 * @param classes number of classes; labels are 0 to classes - 1
 * @param train images to train on
 * @param test images to test on
 * @param checksums SHA-256 of each part as read, in hex, by file or part name; kept in results
 * @param classNames what the classes are called, in the order of the labels; empty if they have no
 *     names
 * @param notes what was decided when it was read, one sentence each, such as that a part of the
 *     images was held out
 * @param validation images that it brings to choose by, which are neither trained nor tested on;
 *     used by runs that ask for them
 */
public record Dataset(
    String name,
    int classes,
    ImageSet train,
    ImageSet test,
    SortedMap<String, String> checksums,
    List<String> classNames,
    List<String> notes,
    Optional<ImageSet> validation) {

  /**
   * Keeps copies of checksums, names and notes.
   *
   * @throws IllegalArgumentException if the parts differ in the shape of their images, or there is
   *     another number of names than of classes
   * @throws MenagerieException if a label is not one of the classes
   */
  public Dataset {
    requireNonNull(name, "name is null");
    requireShape(train, "test", test);
    validation.ifPresent(images -> requireShape(train, "validation", images));
    if (!classNames.isEmpty() && classNames.size() != classes) {
      throw new IllegalArgumentException(
          "%d classes have %d names".formatted(classes, classNames.size()));
    }
    requireClasses(name, "training", train, classes);
    requireClasses(name, "test", test, classes);
    validation.ifPresent(images -> requireClasses(name, "validation", images, classes));
    checksums = Collections.unmodifiableSortedMap(new TreeMap<>(checksums));
    classNames = List.copyOf(classNames);
    notes = List.copyOf(notes);
  }

  /** A data set that brings no images to choose by. */
  public Dataset(
      String name,
      int classes,
      ImageSet train,
      ImageSet test,
      SortedMap<String, String> checksums,
      List<String> classNames,
      List<String> notes) {
    this(name, classes, train, test, checksums, classNames, notes, Optional.empty());
  }

  /** A data set whose classes have no names, and of which there is nothing to note. */
  public Dataset(
      String name,
      int classes,
      ImageSet train,
      ImageSet test,
      SortedMap<String, String> checksums) {
    this(name, classes, train, test, checksums, List.of(), List.of());
  }

  /** The same under another name. */
  public Dataset named(String other) {
    return new Dataset(other, classes, train, test, checksums, classNames, notes, validation);
  }

  /** What people call a class: its name, or its label where it has none. */
  public String className(int label) {
    return classNames.isEmpty() ? String.valueOf(label) : classNames.get(label);
  }

  /** Shape and classes of its images. */
  public ImageFormat format() {
    return new ImageFormat(train.shape(), classes);
  }

  private static void requireShape(ImageSet train, String part, ImageSet images) {
    if (!train.shape().equals(images.shape())) {
      throw new IllegalArgumentException(
          "training images are %s and %s images %s".formatted(train.shape(), part, images.shape()));
    }
  }

  /** Engines do not look: one would compute a wrong loss, another mark the next image's class. */
  private static void requireClasses(String name, String part, ImageSet images, int classes) {
    for (int i = 0; i < images.size(); i++) {
      if (images.label(i) >= classes) {
        throw new MenagerieException(
            ErrorCode.DATA_CORRUPT,
            "The data set %s gives %s image %d the label %d; with %d classes, labels are 0 to %d."
                .formatted(name, part, i, images.label(i), classes, classes - 1));
      }
    }
  }
}
