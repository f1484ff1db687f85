package org.menagerie.data.idx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.own.Contents;

/** A folder with the four IDX files of a data set of MNIST's family: ten classes of grey images. */
public final class IdxFolder {
  private static final int CLASSES = 10;

  private IdxFolder() {}

  /** Whether all four files are in {@code folder}; reads no contents. */
  public static boolean isPresent(Path folder) {
    return Arrays.stream(IdxPart.values()).allMatch(part -> part.find(folder).isPresent());
  }

  /**
   * Checks that {@code folder} holds all four files; reads no contents.
   *
   * @throws MenagerieException if the folder or one of the files is missing
   */
  public static void requireFiles(Path folder) {
    requireFiles(folder, "");
  }

  private static void requireFiles(Path folder, String before) {
    if (!Files.exists(folder)) {
      throw missing("The data set folder %s does not exist".formatted(folder));
    }
    if (!Files.isDirectory(folder)) {
      throw missing("The data set %s is a file, not a folder".formatted(folder));
    }
    List<String> absent =
        Arrays.stream(IdxPart.values())
            .filter(part -> part.find(folder, before).isEmpty())
            .map(part -> before + part.fileName())
            .toList();
    if (!absent.isEmpty()) {
      throw missing(
          absent.size() < IdxPart.values().length
              ? "The data set folder %s has no %s"
                  .formatted(folder, String.join(" and no ", absent))
              : "The data set folder %s %s".formatted(folder, Contents.of(folder)));
    }
  }

  /**
   * What is in the four files.
   *
   * @param checksums SHA-256 of each unpacked file under {@link IdxPart#fileName}
   */
  record Parts(ImageSet train, ImageSet test, SortedMap<String, String> checksums) {}

  /**
   * Reads the data set in {@code folder}, which has ten classes.
   *
   * @param name what reports call it
   * @return the images with the SHA-256 of each unpacked file under {@link IdxPart#fileName}
   * @throws MenagerieException if the folder or one of the files is missing, or a file is damaged
   *     or does not go with the others
   */
  public static Dataset load(Path folder, String name) {
    Parts parts = read(folder, "");
    requireClasses(folder, IdxPart.TRAIN_LABELS, parts.train());
    requireClasses(folder, IdxPart.TEST_LABELS, parts.test());
    return Dataset.builder(name, CLASSES, parts.train(), parts.test())
        .checksums(parts.checksums())
        .build();
  }

  /**
   * Reads the files in {@code folder}, whatever their labels.
   *
   * @param before what stands before the usual names
   */
  static Parts read(Path folder, String before) {
    requireFiles(folder, before);
    Function<IdxPart, Path> files = part -> part.find(folder, before).orElseThrow();
    SortedMap<String, String> checksums = new TreeMap<>();
    ImageSet train = read(files, IdxPart.TRAIN_IMAGES, IdxPart.TRAIN_LABELS, checksums);
    ImageSet test = read(files, IdxPart.TEST_IMAGES, IdxPart.TEST_LABELS, checksums);
    if (!train.shape().equals(test.shape())) {
      throw new MenagerieException(
          ErrorCode.DATA_CORRUPT,
          "The training images in %s are %s and the test images %s; take all files from one data set."
              .formatted(folder, train.shape(), test.shape()));
    }
    return new Parts(train, test, checksums);
  }

  private static ImageSet read(
      Function<IdxPart, Path> files,
      IdxPart imagePart,
      IdxPart labelPart,
      SortedMap<String, String> checksums) {
    IdxFile images = read(files, imagePart, checksums);
    IdxFile labels = read(files, labelPart, checksums);
    return IdxPair.join(images, labels);
  }

  private static IdxFile read(
      Function<IdxPart, Path> files, IdxPart part, SortedMap<String, String> checksums) {
    IdxFile file = IdxFile.read(files.apply(part), part.kinds());
    checksums.put(part.fileName(), file.sha256().orElseThrow());
    return file;
  }

  private static void requireClasses(Path folder, IdxPart part, ImageSet images) {
    for (int i = 0; i < images.size(); i++) {
      if (images.label(i) >= CLASSES) {
        throw new MenagerieException(
            ErrorCode.DATA_CORRUPT,
            "%s gives image %d the label %d; expected labels 0 to %d."
                .formatted(part.find(folder).orElseThrow(), i, images.label(i), CLASSES - 1));
      }
    }
  }

  private static MenagerieException missing(String what) {
    String names =
        Arrays.stream(IdxPart.values()).map(IdxPart::fileName).collect(Collectors.joining(", "));
    return new MenagerieException(
        ErrorCode.DATA_MISSING,
        "%s; it must hold %s, each with or without .gz, and \"runner data fetch mnist\" gets MNIST's."
            .formatted(what, names));
  }
}
