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
 * Images to train on and images to test on, and maybe images to choose by in between. Made by a
 * {@link Builder}, since later versions may know more of it.
 */
public final class Dataset {
  private final String name;
  private final int classes;
  private final ImageSet train;
  private final ImageSet test;
  private final SortedMap<String, String> checksums;
  private final List<String> classNames;
  private final List<String> notes;
  private final Optional<ImageSet> validation;

  private Dataset(Builder builder) {
    name = requireNonNull(builder.name, "name is null");
    classes = builder.classes;
    train = builder.train;
    test = builder.test;
    checksums = Collections.unmodifiableSortedMap(new TreeMap<>(builder.checksums));
    classNames = List.copyOf(builder.classNames);
    notes = List.copyOf(builder.notes);
    validation = builder.validation;
    requireShape(train, "test", test);
    validation.ifPresent(images -> requireShape(train, "validation", images));
    if (!classNames.isEmpty() && classNames.size() != classes) {
      throw new IllegalArgumentException(
          "%d classes have %d names".formatted(classes, classNames.size()));
    }
    requireClasses(name, "training", train, classes);
    requireClasses(name, "test", test, classes);
    validation.ifPresent(images -> requireClasses(name, "validation", images, classes));
  }

  /**
   * A data set whose classes have no names, of which there is nothing to note, and that brings no
   * images to choose by, unless the builder is told otherwise.
   *
   * @param name what reports call it
   * @param classes number of classes; labels are 0 to classes - 1
   * @param train images to train on
   * @param test images to test on
   */
  public static Builder builder(String name, int classes, ImageSet train, ImageSet test) {
    return new Builder(name, classes, train, test);
  }

  /** The same under another name. */
  public Dataset named(String other) {
    return builder(other, classes, train, test)
        .checksums(checksums)
        .classNames(classNames)
        .notes(notes)
        .validation(validation)
        .build();
  }

  /** What reports call it. */
  public String name() {
    return name;
  }

  /** The number of classes; labels are 0 to classes - 1. */
  public int classes() {
    return classes;
  }

  /** Images to train on. */
  public ImageSet train() {
    return train;
  }

  /** Images to test on. */
  public ImageSet test() {
    return test;
  }

  /** SHA-256 of each part as read, in hex, by file or part name; kept in results. */
  public SortedMap<String, String> checksums() {
    return checksums;
  }

  /** What the classes are called, in the order of the labels; empty if they have no names. */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * What was decided when it was read, one sentence each, such as that a part of the images was
   * held out.
   */
  public List<String> notes() {
    return notes;
  }

  /**
   * Images that it brings to choose by, which are neither trained nor tested on; used by runs that
   * ask for them.
   */
  public Optional<ImageSet> validation() {
    return validation;
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

  /** Sets what is known of a data set beyond its images; checked in {@link #build}. */
  public static final class Builder {
    private final String name;
    private final int classes;
    private final ImageSet train;
    private final ImageSet test;
    private SortedMap<String, String> checksums = new TreeMap<>();
    private List<String> classNames = List.of();
    private List<String> notes = List.of();
    private Optional<ImageSet> validation = Optional.empty();

    private Builder(String name, int classes, ImageSet train, ImageSet test) {
      this.name = name;
      this.classes = classes;
      this.train = train;
      this.test = test;
    }

    public Builder checksums(SortedMap<String, String> value) {
      checksums = value;
      return this;
    }

    public Builder classNames(List<String> value) {
      classNames = value;
      return this;
    }

    public Builder notes(List<String> value) {
      notes = value;
      return this;
    }

    public Builder validation(Optional<ImageSet> value) {
      validation = value;
      return this;
    }

    /**
     * The data set.
     *
     * @throws IllegalArgumentException if the parts differ in the shape of their images, or there
     *     is another number of names than of classes
     * @throws MenagerieException if a label is not one of the classes
     */
    public Dataset build() {
      return new Dataset(this);
    }
  }
}
