package org.menagerie.data.csv;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetFormat;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.data.own.DataProblem;
import org.menagerie.data.own.OwnData;

/** A CSV file with an image in every row, as Kaggle and scikit-learn have them, or two of them. */
@AutoService(DatasetFormat.class)
public final class CsvFormat implements DatasetFormat {
  private static final Pattern NAME = Pattern.compile(".*\\.csv(\\.gz)?");

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String description() {
    return "rows of a label and grey levels, packed (.gz) or not; a folder has one for training and one for testing";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            CsvColumns.LABEL, CsvColumns.FOUND, "column of the label: first, last, or its name"),
        ParameterSpec.of(
            CsvLevels.MAX, CsvLevels.FOUND, "level that is white, such as 255, 16 or 1"),
        ParameterSpec.of(
            CsvLevels.SHAPE, CsvLevels.SQUARE, "(channels, height, width); square: grey or colour"),
        ParameterSpec.of(
            CsvLevels.LAYOUT, "chw", "order of colours: chw by channels, hwc by pixels"),
        OwnData.TEST);
  }

  @Override
  public boolean recognises(Path path) {
    return Files.isDirectory(path) ? !inFolder(path, "train").isEmpty() : isCsv(path);
  }

  @Override
  public Dataset read(Path path, Arguments arguments) {
    Path train = Files.isDirectory(path) ? only(path, "train") : path;
    Optional<Path> test =
        Files.isDirectory(path) && !inFolder(path, "test").isEmpty()
            ? Optional.of(only(path, "test"))
            : Optional.empty();
    CsvRows trained = CsvRows.read(train, arguments);
    Optional<CsvRows> tested = test.map(file -> trained.readLike(file, arguments));
    CsvLabels labels = CsvLabels.of(trained, tested);
    CsvLevels levels = CsvLevels.of(trained, tested, arguments);
    OwnData data = OwnData.at(path).classNames(labels.names());
    levels.note().ifPresent(data::note);
    return data.train(levels.images(trained, labels.of(trained)))
        .test(tested.map(rows -> levels.images(rows, labels.of(rows))))
        .build(arguments);
  }

  private static boolean isCsv(Path file) {
    return NAME.matcher(lowerCase(file)).matches();
  }

  private static String lowerCase(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  private static List<Path> inFolder(Path folder, String part) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> isCsv(file) && lowerCase(file).contains(part) && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Path only(Path folder, String part) {
    List<Path> files = inFolder(folder, part);
    if (files.size() != 1) {
      throw DataProblem.corrupt(
          folder,
          "has %s CSV files called %s: there must be one, such as %s.csv"
              .formatted(files.isEmpty() ? "no" : "several", part, part));
    }
    return files.get(0);
  }
}
