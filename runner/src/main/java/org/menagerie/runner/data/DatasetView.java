package org.menagerie.runner.data;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.data.own.Fingerprint;
import org.menagerie.data.own.Moments;
import org.menagerie.data.own.Repetitions;
import org.menagerie.data.split.StratifiedSplit;
import org.menagerie.runner.terminal.Listing;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.run.DataFiles;
import org.menagerie.training.text.SafeText;

/**
 * What is in a data set; its components are the keys of {@code runner data check --json}.
 *
 * @param format that read it, with its arguments; empty if it is known by name
 * @param sha256 by which runs know it, if it is one's own
 * @param shape channels, height and width of an image
 * @param validationImages images that it brings to choose by; none where it brings none
 * @param normalization mean and deviation of the training images
 * @param notes on how it was read
 * @param remarks on what looks wrong
 */
record DatasetView(
    String name,
    Optional<String> format,
    Optional<String> path,
    String sha256,
    List<Integer> shape,
    int trainImages,
    OptionalInt validationImages,
    int testImages,
    List<ClassRow> classes,
    Normalization normalization,
    Repetitions repetitions,
    List<String> notes,
    List<String> remarks) {
  /** From so few images nobody learns a class, and of so few none is a test. */
  private static final int FEW = 10;

  private static final int MOST_NAMES = 5;

  /**
   * A class.
   *
   * @param label number of it
   * @param name of its folder, for example; its label where it has none
   * @param validation images to choose by; none where the data set brings none
   */
  record ClassRow(int label, String name, int train, OptionalInt validation, int test) {}

  static DatasetView of(DatasetReference reference, Dataset dataset) {
    List<ClassRow> classes = classes(dataset);
    Repetitions repetitions = Repetitions.of(dataset);
    return new DatasetView(
        dataset.name(),
        reference.files().map(files -> files.format().toString()),
        reference.files().map(DataFiles::path),
        Fingerprint.of(dataset),
        List.of(
            dataset.train().shape().channels(),
            dataset.train().shape().height(),
            dataset.train().shape().width()),
        dataset.train().size(),
        dataset.validation().stream().mapToInt(ImageSet::size).findFirst(),
        dataset.test().size(),
        classes,
        Moments.of(dataset.train()).normalization(),
        repetitions,
        dataset.notes(),
        remarks(classes, repetitions));
  }

  static List<ClassRow> classes(Dataset dataset) {
    int[] train = StratifiedSplit.counts(dataset.train(), dataset.classes());
    int[] test = StratifiedSplit.counts(dataset.test(), dataset.classes());
    Optional<int[]> validation =
        dataset.validation().map(images -> StratifiedSplit.counts(images, dataset.classes()));
    List<ClassRow> rows = new ArrayList<>();
    for (int label = 0; label < dataset.classes(); label++) {
      int of = label;
      rows.add(
          new ClassRow(
              label,
              dataset.className(label),
              train[label],
              validation.stream().mapToInt(counts -> counts[of]).findFirst(),
              test[label]));
    }
    return rows;
  }

  private static List<String> remarks(List<ClassRow> classes, Repetitions repetitions) {
    List<String> remarks = new ArrayList<>();
    add(remarks, classes, row -> row.train() == 0, "No image to train on: class");
    add(
        remarks,
        classes,
        row -> row.train() > 0 && row.train() < FEW,
        "Fewer than %d images to train on: class".formatted(FEW));
    add(remarks, classes, row -> row.validation().orElse(1) == 0, "No image for validation: class");
    add(remarks, classes, row -> row.test() == 0, "No image to test on: class");
    add(
        remarks,
        classes,
        row -> row.test() > 0 && row.test() < FEW,
        "Fewer than %d images to test on: class".formatted(FEW));
    add(remarks, repetitions.shared(), "test image", "is trained on, too");
    add(remarks, repetitions.inTraining(), "training image", "repeats an earlier one");
    add(remarks, repetitions.inTest(), "test image", "repeats an earlier one");
    add(
        remarks,
        repetitions.validationShared(),
        "image for validation",
        "is trained on or tested on, too");
    add(remarks, repetitions.inValidation(), "image for validation", "repeats an earlier one");
    add(remarks, repetitions.contradictory(), "image", "repeats an earlier one with another label");
    return remarks;
  }

  private static void add(
      List<String> remarks, List<ClassRow> classes, Predicate<ClassRow> wrong, String what) {
    List<String> names = classes.stream().filter(wrong).map(ClassRow::name).toList();
    if (names.isEmpty()) {
      return;
    }
    int more = names.size() - MOST_NAMES;
    remarks.add(
        "%s%s %s%s."
            .formatted(
                what,
                names.size() == 1 ? "" : "es",
                names.stream().limit(MOST_NAMES).collect(joining(", ")),
                more > 0 ? " and %d more".formatted(more) : ""));
  }

  private static void add(List<String> remarks, int number, String what, String wrong) {
    if (number == 1) {
      remarks.add("1 %s %s.".formatted(what, wrong));
    } else if (number > 1) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%,d %s %s.",
              number,
              what.replace("image", "images"),
              wrong
                  .replace("is ", "are ")
                  .replace("repeats an earlier one", "repeat earlier ones")));
    }
  }

  String text(int width) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Data set %s%s"
            .formatted(
                name, format.map(by -> " (%s in %s)".formatted(by, path.orElse(""))).orElse("")));
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d images to train on%s and %,d to test on, %s, of %d %s",
            trainImages,
            validationImages.isPresent()
                ? String.format(Locale.ROOT, ", %,d for validation", validationImages.getAsInt())
                : "",
            testImages,
            shape,
            classes.size(),
            classes.size() == 1 ? "class" : "classes"));
    lines.add("Mean and deviation of the training images: " + moments());
    lines.add("");
    String head = lines.stream().map(SafeText::terminal).collect(joining("\n")) + "\n";
    Listing<ClassRow> table =
        new Listing<>(classes).column("class", ClassRow::name).number("train", ClassRow::train);
    if (validationImages.isPresent()) {
      table.number("validation", row -> row.validation().orElseThrow());
    }
    table.number("test", ClassRow::test);
    List<String> tail = new ArrayList<>(notes);
    tail.addAll(remarks.isEmpty() ? List.of("Nothing looks wrong.") : remarks);
    return head
        + table.text(width)
        + "\n"
        + tail.stream().map(line -> SafeText.terminal(line) + "\n").collect(joining());
  }

  private String moments() {
    List<Normalization> each =
        normalization.channels().isEmpty() ? List.of(normalization) : normalization.channels();
    return each.stream()
        .map(one -> String.format(Locale.ROOT, "%.4f ± %.4f", one.mean(), one.std()))
        .collect(joining(", "));
  }
}
