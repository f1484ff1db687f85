package org.menagerie.data.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipException;
import org.menagerie.api.data.Checksum;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.KnownFile;
import org.menagerie.data.io.MeasuredStream;

/**
 * The check of one file against its expected checksum.
 *
 * @param path where it is, or should be
 * @param state the verdict
 * @param size bytes on disk; 0 if it is missing
 * @param expected the right checksum, in hex
 * @param found that of the actual file, or in words why there is none
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
    return of(
        file,
        file.checksum().isOfContents()
            ? path -> sha256(MeasuredStream.open(path))
            : path -> digest(path, file.checksum().of()));
  }

  /** Checks a file that was downloaded: contents have to be packed, whatever the name. */
  static FileCheck ofDownload(KnownFile file) {
    return file.checksum().isOfContents()
        ? of(file, path -> sha256(MeasuredStream.unpacked(path)))
        : of(file);
  }

  /** Whether nothing is wrong. */
  public boolean isRight() {
    return state == State.RIGHT;
  }

  private static FileCheck of(KnownFile file, Digest digest) {
    Path path = file.path();
    String expected = file.checksum().hex();
    if (!Files.exists(path)) {
      return new FileCheck(path, State.MISSING, 0, expected, "no file");
    }
    long size = 0;
    try {
      size = Files.size(path);
      String found = digest.of(path);
      State state = found.equals(expected) ? State.RIGHT : State.DIFFERENT;
      return new FileCheck(path, state, size, expected, found);
    } catch (EOFException | ZipException e) {
      return new FileCheck(path, State.UNREADABLE, size, expected, "no whole gzip file");
    } catch (IOException e) {
      return new FileCheck(path, State.UNREADABLE, size, expected, e.toString());
    }
  }

  private static String sha256(MeasuredStream contents) throws IOException {
    try (contents) {
      return contents.drain(LARGEST).sha256();
    }
  }

  private static String digest(Path path, Checksum.Of of) throws IOException {
    MessageDigest digest = digest(of);
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(Checksum.Of of) {
    try {
      return MessageDigest.getInstance(of.algorithm());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has " + of.algorithm(), e);
    }
  }

  @FunctionalInterface
  private interface Digest {
    String of(Path path) throws IOException;
  }
}
