package org.menagerie.data.npz;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.menagerie.data.own.DataProblem;

/**
 * The arrays of an archive or of the archives in a folder, as far as their names tell what they
 * are.
 *
 * @param path of all
 */
record NpzArrays(Path path, List<Place> places) {
  private static final String ARCHIVE = ".npz";
  private static final String ARRAY = ".npy";

  /** What images are for; {@code ALL} where no name says. */
  enum Part {
    TRAIN("train|training"),
    TEST("test|testing"),
    VALIDATION("val|valid|validation"),
    ALL("(?!)");

    private final Pattern words;

    Part(String words) {
      this.words = Pattern.compile(words);
    }
  }

  /** What an array holds. */
  enum Kind {
    IMAGES("images|image|imgs|img|x|data"),
    LABELS("labels|label|y|targets|target");

    private final Pattern words;

    Kind(String words) {
      this.words = Pattern.compile(words);
    }

    /** What people call it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Where an array is.
   *
   * @param entry of the archive
   * @param name that tells what it is
   */
  record Place(Path archive, String entry, String name, Part part, Kind kind) {}

  static boolean isArchive(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(ARCHIVE);
  }

  /** The archives in a folder that have images or labels by their names. */
  static List<Path> inFolder(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> isArchive(file) && kind(baseName(file)).isPresent())
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Looks for arrays.
   *
   * @throws org.menagerie.api.error.MenagerieException if an archive is damaged, or two arrays seem
   *     to be the same
   */
  static NpzArrays of(Path path) {
    List<Place> places = new ArrayList<>();
    if (Files.isDirectory(path)) {
      for (Path archive : inFolder(path)) {
        List<String> entries = entries(archive);
        if (entries.size() != 1) {
          throw DataProblem.corrupt(
              archive, "has %d arrays, where one is expected".formatted(entries.size()));
        }
        add(places, archive, entries.get(0), baseName(archive));
      }
    } else {
      for (String entry : entries(path)) {
        add(places, path, entry, entry.substring(0, entry.length() - ARRAY.length()));
      }
    }
    NpzArrays arrays = new NpzArrays(path, places);
    for (Part part : Part.values()) {
      for (Kind kind : Kind.values()) {
        if (arrays.find(part, kind).size() > 1) {
          throw DataProblem.corrupt(
              path,
              "has several arrays of the same kind, "
                  + String.join(", ", arrays.names(part, kind)));
        }
      }
    }
    if (!arrays.has(Part.TRAIN) && !arrays.has(Part.ALL)) {
      throw DataProblem.corrupt(
          path,
          "has no arrays such as train_images and train_labels, or x_train and y_train%s"
              .formatted(arrays.all()));
    }
    return arrays;
  }

  private static void add(List<Place> places, Path archive, String entry, String name) {
    kind(name).ifPresent(kind -> places.add(new Place(archive, entry, name, part(name), kind)));
  }

  private static Part part(String name) {
    return Stream.of(Part.values())
        .filter(part -> words(name).anyMatch(part.words.asMatchPredicate()))
        .findFirst()
        .orElse(Part.ALL);
  }

  private static Optional<Kind> kind(String name) {
    return Stream.of(Kind.values())
        .filter(kind -> words(name).anyMatch(kind.words.asMatchPredicate()))
        .findFirst();
  }

  private static Stream<String> words(String name) {
    return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^a-z]+"));
  }

  private static String baseName(Path archive) {
    String name = String.valueOf(archive.getFileName());
    return name.substring(0, name.length() - ARCHIVE.length());
  }

  private static List<String> entries(Path archive) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(ARRAY))
          .sorted(Comparator.naturalOrder())
          .toList();
    } catch (IOException e) {
      throw damaged(archive, e);
    } catch (IllegalArgumentException e) {
      // A name that is no text.
      throw DataProblem.corrupt(archive, "is no sound npz file");
    }
  }

  private static RuntimeException damaged(Path archive, IOException e) {
    return e instanceof ZipException || e instanceof EOFException
        ? DataProblem.corrupt(archive, "is no sound npz file (%s)".formatted(reason(e)))
        : DataProblem.unreadable(archive, e);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? "it breaks off" : e.getMessage().replaceFirst("\\.$", "");
  }

  private List<Place> find(Part part, Kind kind) {
    return places.stream().filter(at -> at.part() == part && at.kind() == kind).toList();
  }

  private List<String> names(Part part, Kind kind) {
    return find(part, kind).stream().map(Place::name).toList();
  }

  private String all() {
    return places.isEmpty()
        ? ""
        : ", but " + String.join(", ", places.stream().map(Place::name).toList());
  }

  /** Whether there are images or labels of a part. */
  boolean has(Part part) {
    return places.stream().anyMatch(place -> place.part() == part);
  }

  /**
   * Reads an array.
   *
   * @throws org.menagerie.api.error.MenagerieException if it is missing or damaged
   */
  NpyArray read(Part part, Kind kind) {
    List<Place> found = find(part, kind);
    if (found.isEmpty()) {
      throw DataProblem.corrupt(
          path,
          "has %s, but no %s to go with them"
              .formatted(
                  String.join(
                      ", ",
                      places.stream().filter(at -> at.part() == part).map(Place::name).toList()),
                  kind.word()));
    }
    Place place = found.get(0);
    try (ZipFile zip = new ZipFile(place.archive().toFile())) {
      ZipEntry entry = zip.getEntry(place.entry());
      if (entry == null) {
        throw new ZipException("an array is gone");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return NpyArray.read(place.archive(), place.name(), in);
      }
    } catch (IOException e) {
      throw damaged(place.archive(), e);
    } catch (IllegalArgumentException e) {
      throw DataProblem.corrupt(place.archive(), "is no sound npz file");
    }
  }
}
