package org.menagerie.runner.predict;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.data.folder.LoosePictures;
import org.menagerie.data.idx.IdxImages;
import org.menagerie.runner.terminal.TemporaryFolder;

/**
 * The pictures that the command line names, as a network takes them.
 *
 * @param names of their files, those in an IDX file with their number
 * @param images in the same order
 * @param notes on what was done to make them fit, in sentences
 * @param unreadable a sentence for each picture that is left out since it cannot be read
 */
record Pictures(List<String> names, ImageSet images, List<String> notes, List<String> unreadable) {

  private static final Path STANDARD_INPUT = Path.of("-");

  /** What the standard input is kept in for a moment. */
  private static final String FILE = "standard-input";

  private static final Pattern RANGE = Pattern.compile("([0-9]{0,9}):([0-9]{0,9})");

  /**
   * Reads pictures.
   *
   * @param named files and folders, one IDX file, or {@code -}
   * @param range which of an IDX file, such as {@code 0:100}
   * @param shape that the network takes
   * @throws MenagerieException if there are none, or none can be read
   */
  static Pictures read(List<Path> named, Optional<String> range, Shape shape) {
    Optional<Path> idx = named.stream().filter(IdxImages::isOne).findFirst();
    if (idx.isPresent()) {
      requireAlone(named, idx.get() + " holds many images and is predicted alone.");
      return ofIdx(idx.get(), range, shape);
    }
    if (range.isPresent()) {
      Optional<Path> missing = named.stream().filter(file -> !Files.exists(file)).findFirst();
      if (missing.isPresent() && !named.contains(STANDARD_INPUT)) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT, "There is no file or folder %s.".formatted(missing.get()));
      }
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--range chooses among the images of an IDX file, and %s is none."
              .formatted(named.get(0)));
    }
    if (!named.contains(STANDARD_INPUT)) {
      return of(LoosePictures.read(named, shape));
    }
    requireAlone(named, "- stands for the standard input, which is one picture.");
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      Path file = folder.path().resolve(FILE);
      copyStandardInput(file);
      LoosePictures read = LoosePictures.read(List.of(file), shape);
      return new Pictures(
          List.of(STANDARD_INPUT.toString()), read.images(), read.notes(), List.of());
    } catch (MenagerieException e) {
      String message =
          String.valueOf(e.getMessage()).replaceFirst("^\\S*" + FILE, "The standard input");
      throw new MenagerieException(e.code(), message, e);
    }
  }

  private static void requireAlone(List<Path> named, String reason) {
    if (named.size() > 1) {
      throw new MenagerieException(ErrorCode.INVALID_ARGUMENT, reason);
    }
  }

  private static Pictures of(LoosePictures read) {
    return new Pictures(
        read.files().stream().map(Path::toString).toList(),
        read.images(),
        read.notes(),
        read.unreadable());
  }

  private static Pictures ofIdx(Path file, Optional<String> range, Shape shape) {
    ImageSet all = IdxImages.read(file);
    if (!all.shape().equals(shape)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s holds images %s, but the network takes %s.".formatted(file, all.shape(), shape));
    }
    int[] chosen = indices(range.orElse(":"), all.size());
    return new Pictures(
        IntStream.of(chosen).mapToObj(i -> file + "[" + i + "]").toList(),
        all.choose(chosen),
        List.of(),
        List.of());
  }

  /** As Python slices: either end may be left out, and what lies beyond the end is not there. */
  private static int[] indices(String range, int size) {
    Matcher ends = RANGE.matcher(range);
    if (ends.matches()) {
      int from = ends.group(1).isEmpty() ? 0 : Integer.parseInt(ends.group(1));
      int to = ends.group(2).isEmpty() ? size : Math.min(size, Integer.parseInt(ends.group(2)));
      if (from < to) {
        return IntStream.range(from, to).toArray();
      }
    }
    throw new MenagerieException(
        ErrorCode.INVALID_ARGUMENT,
        "--range must be FROM:TO, counted from 0 and below %d, such as 0:100, not %s."
            .formatted(size, range));
  }

  private static void copyStandardInput(Path file) {
    try (InputStream in = System.in) {
      Files.copy(in, file);
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.DATA_UNREADABLE, "Cannot read the standard input: " + e.getMessage() + ".", e);
    }
  }
}
