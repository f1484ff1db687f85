package org.menagerie.data.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;

/** Reads many pictures at a time. */
final class Pictures {
  /** Of a network's input; far more than any of the models here is for. */
  static final int LONGEST_SIDE = 4_096;

  /** With the first one. */
  private static final int MOST_NAMED = 50;

  private Pictures() {}

  /** What is done with a file, whose place in the list is given too. */
  @FunctionalInterface
  interface Task {
    void with(Path file, int index);
  }

  /**
   * Does something with each file, on all processors.
   *
   * @throws MenagerieException if that fails for any; all the others are tried, so that the message
   *     says how many there are
   */
  static void forEach(List<ImageTree.Item> items, Task task) {
    SortedMap<Integer, MenagerieException> failures = failures(items, task);
    if (!failures.isEmpty()) {
      throw all(items, failures);
    }
  }

  /** Does something with each file, on all processors, and tells for which of them it failed. */
  static SortedMap<Integer, MenagerieException> failures(List<ImageTree.Item> items, Task task) {
    SortedMap<Integer, MenagerieException> failures = new ConcurrentSkipListMap<>();
    IntStream.range(0, items.size())
        .parallel()
        .forEach(
            i -> {
              try {
                task.with(items.get(i).file(), i);
              } catch (MenagerieException e) {
                failures.put(i, e);
              }
            });
    return failures;
  }

  /**
   * The first failure, which says how many more there are; some of these are suppressed in it, so
   * that they can be named.
   */
  static MenagerieException all(
      List<ImageTree.Item> items, SortedMap<Integer, MenagerieException> failures) {
    MenagerieException first = failures.values().iterator().next();
    int more = failures.size() - 1;
    if (more == 0) {
      return first;
    }
    MenagerieException all =
        new MenagerieException(
            first.code(),
            first
                .getMessage()
                .replaceFirst(
                    "\\.$",
                    "; of the %d images %d more cannot be read.".formatted(items.size(), more)),
            first);
    failures.values().stream().skip(1).limit(MOST_NAMED - 1).forEach(all::addSuppressed);
    return all;
  }

  /** The pictures of files as images of one shape. */
  static ImageSet read(List<ImageTree.Item> items, Shape shape) {
    int length = Math.toIntExact(shape.elements());
    byte[] pixels = new byte[Math.multiplyExact(items.size(), length)];
    forEach(items, (file, i) -> Picture.of(file).write(shape, pixels, i * length));
    return new ImageSet(shape, pixels, items.stream().mapToInt(ImageTree.Item::label).toArray());
  }
}
