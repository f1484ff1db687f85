package org.menagerie.data.cifar;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.menagerie.data.io.CappedStream;
import org.menagerie.data.io.MeasuredStream;
import org.menagerie.data.own.DataProblem;

/**
 * The files of a data set by their last names. Nothing is unpacked to the disk, so that paths and
 * links in an archive lead nowhere.
 *
 * @param contents of those that are there
 */
record CifarFiles(Map<String, byte[]> contents) {
  private static final Set<String> KNOWN =
      Set.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin",
          "test_batch.bin",
          "batches.meta.txt",
          "train.bin",
          "test.bin",
          "fine_label_names.txt",
          "coarse_label_names.txt");

  /** The folders in the archives. */
  private static final List<String> FOLDERS = List.of("cifar-10-batches-bin", "cifar-100-binary");

  private static final List<String> ARCHIVES = List.of(".tar.gz", ".tgz", ".tar");

  /** More than twice the largest of them. */
  private static final int LARGEST = 400_000_000;

  /** More than twice what an archive unpacks to. */
  private static final long MOST = 1_000_000_000;

  /** Whether they lie in a folder, or this is an archive as they come in. */
  static boolean areAt(Path path) {
    return Files.isDirectory(path)
        ? folder(path).isPresent()
        : ARCHIVES.stream()
            .anyMatch(String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT)::endsWith);
  }

  private static Optional<Path> folder(Path path) {
    return Stream.concat(Stream.of(path), FOLDERS.stream().map(path::resolve))
        .filter(
            folder ->
                Files.isRegularFile(folder.resolve("data_batch_1.bin"))
                    || (Files.isRegularFile(folder.resolve("train.bin"))
                        && Files.isRegularFile(folder.resolve("test.bin"))))
        .findFirst();
  }

  /**
   * Reads all of them.
   *
   * @throws org.menagerie.api.error.MenagerieException if the archive is damaged, has none of them
   *     or one of them twice, or something is larger than any of them
   */
  static CifarFiles read(Path path) {
    return Files.isDirectory(path) ? ofFolder(path) : ofArchive(path);
  }

  private static CifarFiles ofFolder(Path path) {
    Path folder =
        folder(path)
            .orElseThrow(
                () ->
                    DataProblem.corrupt(
                        path, "has no data_batch_1.bin, or train.bin and test.bin"));
    Map<String, byte[]> contents = new HashMap<>();
    for (String name : KNOWN) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          contents.put(name, readAll(path, name, in));
        } catch (IOException e) {
          throw DataProblem.unreadable(file, e);
        }
      }
    }
    return new CifarFiles(contents);
  }

  private static CifarFiles ofArchive(Path path) {
    Map<String, byte[]> contents = new HashMap<>();
    boolean pickles = false;
    try (MeasuredStream bytes = MeasuredStream.open(path);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new CappedStream(new BufferedInputStream(bytes), MOST))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        pickles |= name.equals("data_batch_1") || name.equals("train");
        // What a link leads to is not in it.
        if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && KNOWN.contains(name)) {
          if (entry.getSize() > LARGEST) {
            throw tooLarge(path, name);
          }
          if (contents.put(name, readAll(path, name, tar)) != null) {
            throw DataProblem.corrupt(path, "has a file %s twice".formatted(name));
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw DataProblem.corrupt(path, "is no sound tar archive; put a sound copy in its place");
    }
    if (contents.isEmpty()) {
      throw DataProblem.corrupt(
          path,
          pickles
              ? "is the Python version of CIFAR, whose pickles are read by running what they say: take the binary version"
              : "has none of CIFAR's binary files, such as data_batch_1.bin or train.bin");
    }
    return new CifarFiles(contents);
  }

  private static byte[] readAll(Path path, String name, InputStream in) throws IOException {
    byte[] contents = in.readNBytes(LARGEST);
    if (contents.length == LARGEST) {
      throw tooLarge(path, name);
    }
    return contents;
  }

  private static RuntimeException tooLarge(Path path, String name) {
    return DataProblem.corrupt(path, "has a file %s that is larger than CIFAR's".formatted(name));
  }

  boolean has(String name) {
    return contents.containsKey(name);
  }

  byte @Nullable [] get(String name) {
    return contents.get(name);
  }
}
