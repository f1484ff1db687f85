package org.menagerie.data.own;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.data.split.StratifiedSplit;

/** Makes a data set of what a format has read. */
public final class OwnData {
  private static final Pattern ENDINGS =
      Pattern.compile("(\\.(csv|npz|bin|tar|tgz))?(\\.gz)?$", Pattern.CASE_INSENSITIVE);

  /** What every format offers that may find no test set: the share that is held out for it. */
  public static final ParameterSpec TEST = HeldOut.PARAMETER;

  private final Path path;
  private final List<String> classNames = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final SortedMap<String, String> checksums = new TreeMap<>();
  private int fewestClasses;
  private @Nullable ImageSet train;
  private Optional<ImageSet> test = Optional.empty();
  private Optional<ImageSet> validation = Optional.empty();

  private OwnData(Path path) {
    this.path = path;
  }

  /** Data of which nothing is known but where they lie. */
  public static OwnData at(Path path) {
    return new OwnData(path);
  }

  /** Names of the classes, in the order of the labels. */
  public OwnData classNames(List<String> names) {
    classNames.addAll(names);
    return this;
  }

  /** How many classes there are at least, whatever the largest label. */
  public OwnData fewestClasses(int number) {
    fewestClasses = number;
    return this;
  }

  /** A sentence on what was decided. */
  public OwnData note(String sentence) {
    notes.add(sentence);
    return this;
  }

  /** Checksums of files, where the parts are known by them; else those of the parts are kept. */
  public OwnData checksums(SortedMap<String, String> ofFiles) {
    checksums.putAll(ofFiles);
    return this;
  }

  /** The images to train on, or all. */
  public OwnData train(ImageSet images) {
    train = images;
    return this;
  }

  /** The images to test on; without them, some of the others are held out. */
  public OwnData test(Optional<ImageSet> images) {
    test = images;
    return this;
  }

  /** Images to choose by, which come beside those to test on. */
  public OwnData validation(Optional<ImageSet> images) {
    validation = images;
    return this;
  }

  /**
   * The data set.
   *
   * @param arguments have {@link #TEST}
   * @throws org.menagerie.api.error.MenagerieException if there are no images to train on or to
   *     test on, or the two differ in shape
   */
  public Dataset build(Arguments arguments) {
    ImageSet all = requireNonNull(train, "nothing to train on was set");
    int classes =
        Math.max(
            Math.max(fewestClasses, classNames.size()), 1 + Math.max(largest(all), largest(test)));
    ImageSet trained = all;
    ImageSet tested;
    if (test.isPresent()) {
      tested = test.get();
      requireShape(all, "test", tested);
      validation.ifPresent(images -> requireShape(all, "validation", images));
    } else {
      HeldOut heldOut = HeldOut.of(arguments);
      StratifiedSplit split = heldOut.of(all, classes);
      trained = all.choose(split.kept());
      tested = all.choose(split.drawn());
      notes.add(
          "There is no test set, so that %s %% of each class are held out for testing, the same in every run."
              .formatted(percent(heldOut.share())));
    }
    if (trained.size() == 0 || tested.size() == 0) {
      throw DataProblem.corrupt(
          path,
          "has %d images to train on and %d to test on: there must be some of either"
              .formatted(trained.size(), tested.size()));
    }
    if (checksums.isEmpty()) {
      checksums.put("train", Fingerprint.of(trained));
      checksums.put("test", Fingerprint.of(tested));
    }
    return Dataset.builder(nameOf(path), classes, trained, tested)
        .checksums(checksums)
        .classNames(classNames)
        .notes(notes)
        .validation(validation)
        .build();
  }

  private void requireShape(ImageSet all, String part, ImageSet images) {
    if (!images.shape().equals(all.shape())) {
      throw DataProblem.corrupt(
          path,
          "has training images %s and %s images %s: take both from one data set"
              .formatted(all.shape(), part, images.shape()));
    }
  }

  private static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.1f", 100 * share);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static int largest(Optional<ImageSet> images) {
    return images.map(OwnData::largest).orElse(-1);
  }

  private static int largest(ImageSet images) {
    int largest = -1;
    for (int i = 0; i < images.size(); i++) {
      largest = Math.max(largest, images.label(i));
    }
    return largest;
  }

  /** The last part of a path without the endings that tell the format. */
  static String nameOf(Path path) {
    String last = String.valueOf(path.toAbsolutePath().normalize().getFileName());
    String name = ENDINGS.matcher(last).replaceFirst("");
    return name.isEmpty() ? last : name;
  }
}
