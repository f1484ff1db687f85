package org.menagerie.data.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.KnownFile;
import org.menagerie.data.io.MeasuredStream;

/**
 * The check of one file against its expected checksum.
 *
 * @param path where it is, or should be
 * @param state the verdict
 * @param size bytes on disk; 0 if it is missing
 * @param expected SHA-256 of the unpacked contents, in hex
 * @param found SHA-256 of the actual contents, or in words why there is none
 */
public record FileCheck(Path path, State state, long size, String expected, String found) {

  /** All of a file goes into one array, so that none is larger, packed or not. */
  static final long LARGEST = Integer.MAX_VALUE;

  /** The verdict on one file. */
  public enum State {
    /** It is there with the right contents. */
    RIGHT,
    /** It is not there. */
    MISSING,
    /** It is there with other contents. */
    DIFFERENT,
    /** It cannot be read or unpacked to its end. */
    UNREADABLE
  }

  /** Checks all files of a data set whose contents are known; none if the data set names none. */
  public static List<FileCheck> of(DatasetProvider provider, Path dataDirectory) {
    return provider.knownFiles(dataDirectory).stream().map(FileCheck::of).toList();
  }

  /** Checks one file. */
  public static FileCheck of(KnownFile file) {
    return of(file.path(), file.sha256(), MeasuredStream::open);
  }

  /** Checks a gzip file, whatever its name. */
  static FileCheck ofPacked(Path path, String expected) {
    return of(path, expected, MeasuredStream::unpacked);
  }

  /** Whether nothing is wrong. */
  public boolean isRight() {
    return state == State.RIGHT;
  }

  private static FileCheck of(Path path, String expected, Opener opener) {
    if (!Files.exists(path)) {
      return new FileCheck(path, State.MISSING, 0, expected, "no file");
    }
    long size = 0;
    try {
      size = Files.size(path);
      String found = sha256(path, opener);
      State state = found.equals(expected) ? State.RIGHT : State.DIFFERENT;
      return new FileCheck(path, state, size, expected, found);
    } catch (EOFException | ZipException e) {
      return new FileCheck(path, State.UNREADABLE, size, expected, "no whole gzip file");
    } catch (IOException e) {
      return new FileCheck(path, State.UNREADABLE, size, expected, e.toString());
    }
  }

  private static String sha256(Path path, Opener opener) throws IOException {
    try (MeasuredStream in = opener.open(path)) {
      return in.drain(LARGEST).sha256();
    }
  }

  @FunctionalInterface
  private interface Opener {
    MeasuredStream open(Path path) throws IOException;
  }
}
