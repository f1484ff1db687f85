package org.menagerie.data.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.menagerie.data.own.DataProblem;

/**
 * The files of a folder of images.
 *
 * @param classes names of the class folders, in byte order
 * @param train files to train on, class by class
 * @param test files to test on; empty if there is no folder for them
 * @param validation files to choose by; empty if there is no folder for them beside one for tests
 * @param notes on what was left out
 */
record ImageTree(
    List<String> classes,
    List<Item> train,
    List<Item> test,
    List<Item> validation,
    List<String> notes) {
  private static final List<String> TRAIN = List.of("train", "training");
  private static final List<String> TEST = List.of("test", "testing");
  private static final List<String> VALIDATION = List.of("val", "valid", "validation");

  /** Endings of the names of files that are read. */
  private static final Set<String> READ = Set.of("png", "jpg", "jpeg", "bmp", "gif");

  /** Endings of images that are not; leaving them out would lose them without a word. */
  private static final Set<String> OTHER_IMAGES =
      Set.of("webp", "tif", "tiff", "heic", "heif", "avif", "ppm", "pgm", "pbm", "jp2", "svg");

  /** Folders in class folders, of which torchvision takes any number. */
  private static final int DEEPEST = 20;

  /** Deep enough to tell a folder of images from others. */
  private static final int LOOKED_INTO = 3;

  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(text -> text.getBytes(UTF_8), Arrays::compareUnsigned);

  /** A file and its class. */
  record Item(Path file, int label) {}

  /** All files: to train, to test and to validate on. */
  List<Item> all() {
    return Stream.of(train, test, validation).flatMap(List::stream).toList();
  }

  /** Whether any folder in a folder, or in its part to train on, holds images. */
  static boolean looksLikeOne(Path root) {
    try {
      Path classes = part(root, TRAIN).orElse(root);
      for (Path folder : folders(classes)) {
        try (Stream<Path> files = Files.walk(folder, LOOKED_INTO, FileVisitOption.FOLLOW_LINKS)) {
          if (files.anyMatch(ImageTree::isPicture)) {
            return true;
          }
        }
      }
      return false;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /**
   * The files in a folder.
   *
   * @throws org.menagerie.api.error.MenagerieException if there are none, a class has none, or one
   *     to test on is none of those to train on
   */
  static ImageTree of(Path root) {
    try {
      return new Search(root).tree();
    } catch (IOException e) {
      throw DataProblem.unreadable(root, e);
    } catch (UncheckedIOException e) {
      throw DataProblem.unreadable(root, new IOException(e.getMessage(), e));
    }
  }

  private static Optional<Path> part(Path root, List<String> names) throws IOException {
    return folders(root).stream()
        .filter(folder -> names.contains(name(folder).toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** Without those that systems hide. */
  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !isHidden(entry) && Files.isDirectory(entry))
          .sorted(Comparator.comparing(ImageTree::name, BY_BYTES))
          .toList();
    }
  }

  /** Whether it is one of those that systems hide or leave behind. */
  static boolean isHidden(Path entry) {
    return name(entry).startsWith(".") || name(entry).equals("__MACOSX");
  }

  private static String name(Path entry) {
    return String.valueOf(entry.getFileName());
  }

  /** Whether a file's name says that it is a picture that can be read. */
  static boolean isPicture(Path file) {
    return READ.contains(ending(file));
  }

  private static String ending(Path file) {
    String name = name(file);
    return isHidden(file) ? "" : name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Collects what is found. */
  private static final class Search {
    private final Path root;
    private final List<String> notes = new ArrayList<>();
    private int others;

    Search(Path root) {
      this.root = root;
    }

    ImageTree tree() throws IOException {
      Optional<Path> train = part(root, TRAIN);
      Optional<Path> test = part(root, TEST);
      Optional<Path> validation = part(root, VALIDATION);
      if (train.isEmpty() && (test.isPresent() || validation.isPresent())) {
        throw DataProblem.corrupt(
            root,
            "has a folder %s but none called train: rename the one to train on"
                .formatted(name(test.or(() -> validation).orElseThrow())));
      }
      Path trained = train.orElse(root);
      List<String> classes = folders(trained).stream().map(ImageTree::name).toList();
      List<Item> toTrain = items(trained, classes);
      List<Item> toTest = List.of();
      List<Item> toChoose = List.of();
      if (test.isPresent()) {
        toTest = notTrained(test.get(), classes);
        toChoose = validation.isPresent() ? notTrained(validation.get(), classes) : List.of();
      } else if (validation.isPresent()) {
        toTest = notTrained(validation.get(), classes);
        notes.add(
            "There is no folder test: images in %s are tested on."
                .formatted(name(validation.get())));
      }
      if (others > 0) {
        notes.add(
            others == 1
                ? "1 file is no image by its name, and is left out."
                : "%d files are no images by their names, and are left out.".formatted(others));
      }
      return new ImageTree(classes, toTrain, toTest, toChoose, notes);
    }

    private List<Item> notTrained(Path part, List<String> classes) throws IOException {
      requireKnown(part, classes);
      List<Item> items = items(part, classes);
      if (items.isEmpty()) {
        throw DataProblem.corrupt(part, "holds no image: put some there, or remove it");
      }
      return items;
    }

    private void requireKnown(Path part, List<String> classes) throws IOException {
      for (Path folder : folders(part)) {
        if (!classes.contains(name(folder))) {
          throw DataProblem.corrupt(
              folder, "is no class to train on: those are " + String.join(", ", classes));
        }
      }
    }

    /** Of a class to train on that has no image nothing can be learned; some may not be tested. */
    private List<Item> items(Path part, List<String> classes) throws IOException {
      boolean training = part.equals(root) || TRAIN.contains(name(part).toLowerCase(Locale.ROOT));
      List<Item> items = new ArrayList<>();
      for (int label = 0; label < classes.size(); label++) {
        Path folder = part.resolve(classes.get(label));
        List<Path> files = Files.isDirectory(folder) ? images(folder) : List.of();
        if (files.isEmpty() && training) {
          throw DataProblem.corrupt(
              folder, "holds no image: every folder there is a class, so put some in or remove it");
        }
        for (Path file : files) {
          items.add(new Item(file, label));
        }
      }
      return items;
    }

    /** In torchvision's order: by folder, then by name. */
    private List<Path> images(Path folder) throws IOException {
      List<Path> images = new ArrayList<>();
      try (Stream<Path> files = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          if (isHidden(file) || Files.isDirectory(file)) {
            continue;
          }
          String ending = ending(file);
          if (OTHER_IMAGES.contains(ending)) {
            throw DataProblem.corrupt(
                file,
                "is an image of a kind that is not read: convert it to PNG, JPEG, BMP or GIF");
          }
          if (READ.contains(ending)) {
            images.add(file);
          } else {
            others++;
          }
        }
      }
      images.sort(
          Comparator.comparing((Path file) -> String.valueOf(file.getParent()), BY_BYTES)
              .thenComparing(ImageTree::name, BY_BYTES));
      return images;
    }
  }
}
