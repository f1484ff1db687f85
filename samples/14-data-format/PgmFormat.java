package com.example.pgm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetFormat;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * A folder of PGM files whose names begin with the class: {@code dark_1.pgm}. Each n-th picture in
 * the order of the names tests.
 */
public final class PgmFormat implements DatasetFormat {
  private static final String EVERY = "test_every";

  @Override
  public String name() {
    return "pgm";
  }

  @Override
  public String description() {
    return "a folder of PGM files called CLASS_NUMBER.pgm, all of one size";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.of(EVERY, 5, "each n-th picture is tested on"));
  }

  /** Quick: the names alone. */
  @Override
  public boolean recognises(Path path) {
    return Files.isDirectory(path) && !pictures(path).isEmpty();
  }

  @Override
  public Dataset read(Path path, Arguments arguments) {
    int every = arguments.integer(EVERY, 2);
    List<Path> files = pictures(path);
    List<String> classes = files.stream().map(PgmFormat::className).distinct().sorted().toList();
    List<Path> train = new ArrayList<>();
    List<Path> test = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      (i % every == every - 1 ? test : train).add(files.get(i));
    }
    if (test.isEmpty()) {
      throw PgmFile.refused(path, "has fewer than %d pictures, and none to test on".formatted(every));
    }
    PgmFile first = PgmFile.read(train.get(0));
    return Dataset.builder(
            String.valueOf(path.getFileName()),
            classes.size(),
            images(train, classes, first),
            images(test, classes, first))
        .classNames(classes)
        .notes(List.of("One picture of %d is tested on.".formatted(every)))
        .build();
  }

  private static List<Path> pictures(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches("[^_]+_.*\\.pgm"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.DATA_UNREADABLE, "%s cannot be read: %s.".formatted(folder, e), e);
    }
  }

  private static String className(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("_.*", "");
  }

  private static ImageSet images(List<Path> files, List<String> classes, PgmFile first) {
    int length = first.levels().length;
    byte[] pixels = new byte[Math.multiplyExact(files.size(), length)];
    int[] labels = new int[files.size()];
    for (int i = 0; i < labels.length; i++) {
      PgmFile picture = PgmFile.read(files.get(i));
      if (picture.width() != first.width() || picture.height() != first.height()) {
        throw PgmFile.refused(files.get(i), "is of another size than the first picture");
      }
      System.arraycopy(picture.levels(), 0, pixels, i * length, length);
      labels[i] = classes.indexOf(className(files.get(i)));
    }
    return new ImageSet(Shape.image(1, first.height(), first.width()), pixels, labels);
  }
}
