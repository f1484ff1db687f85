package org.menagerie.data.sets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.menagerie.api.data.Checksum;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.data.idx.IdxFiles;
import org.menagerie.data.io.Sha256;

/** Small files in the formats of known data sets. */
final class SmallSets {
  private SmallSets() {}

  /** The provider of a known data set. */
  static DatasetProvider provider(String name) {
    return new KnownSetProvider(known(name));
  }

  static KnownSet known(String name) {
    return KnownSets.all().filter(set -> set.name().equals(name)).findFirst().orElseThrow();
  }

  /**
   * A known data set whose files have these contents, looked for in the data directory alone.
   *
   * @param files as they come, by name; all that the data set has
   * @param unpacked the same, as the checksums are of contents; those of other sets do not matter
   */
  static KnownSet of(String name, Map<String, byte[]> files, Map<String, byte[]> unpacked) {
    KnownSet known = known(name);
    KnownSet inItsFolder = known.alsoIn();
    return inItsFolder.files(
        known.download().files().stream()
            .map(
                file ->
                    new RemoteFile(
                        file.name(),
                        checksum(
                            file.checksum().of(),
                            file.checksum().of() == Checksum.Of.CONTENTS
                                ? requireNonNull(unpacked.get(file.name()))
                                : requireNonNull(files.get(file.name())))))
            .toArray(RemoteFile[]::new));
  }

  private static Checksum checksum(Checksum.Of of, byte[] bytes) {
    return switch (of) {
      case CONTENTS -> Checksum.ofContents(Sha256.of(bytes));
      case FILE -> Checksum.ofFile(Sha256.of(bytes));
      case FILE_MD5 -> Checksum.ofFileMd5(md5(bytes));
    };
  }

  private static String md5(byte[] file) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(file);
      return String.format("%032x", new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static void write(Path folder, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** Labels of 32 bits in eight columns, as QMNIST has them; only the first is the label. */
  static byte[] columns(int... labels) {
    ByteBuffer numbers = ByteBuffer.allocate(labels.length * 8 * Integer.BYTES);
    for (int label : labels) {
      numbers.putInt(label);
      for (int column = 1; column < 8; column++) {
        numbers.putInt(1000 * column);
      }
    }
    return IdxFiles.file(0xc02, new int[] {labels.length, 8}, numbers.array());
  }

  static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  static byte[] packedTar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return IdxFiles.packed(bytes.toByteArray());
  }

  /** One of CIFAR's images: its labels, then 3,072 pixels of one level. */
  static byte[] cifar(int level, int... labels) {
    byte[] record = new byte[labels.length + 3072];
    Arrays.fill(record, (byte) level);
    for (int i = 0; i < labels.length; i++) {
      record[i] = (byte) labels[i];
    }
    return record;
  }

  static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  /** An array of bytes as numpy.save writes it. */
  static byte[] npy(String shape, int... levels) {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (%s), }".formatted(shape);
    int length = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + length + levels.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) length);
    bytes.put((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(ISO_8859_1));
    for (int level : levels) {
      bytes.put((byte) level);
    }
    return bytes.array();
  }
}
