package org.menagerie.cluster.spark.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.spark.SparkFiles;

/**
 * Menagerie on a node: the archive that Spark copied there once, unpacked by each executor into its
 * own folder after its checksum was compared.
 *
 * @param archive its name among Spark's files
 * @param sha256 of the archive
 * @param sparkVersion for the provenance of runs
 * @param checkpoints URI of a folder that keeps those of runs; empty if there is none
 */
record NodeHome(String archive, String sha256, String sparkVersion, String checkpoints)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static NodeHome of(String archive, String sha256, String sparkVersion, String checkpoints) {
    return new NodeHome(
        String.valueOf(Path.of(archive).getFileName()), sha256, sparkVersion, checkpoints);
  }

  Optional<SharedFolder> shared() throws IOException {
    return SharedFolder.at(checkpoints);
  }

  /**
   * The folder, made by the first task of an executor.
   *
   * @throws IOException if the archive is another one, cannot be unpacked, or has a plug-in that
   *     this machine refuses
   */
  Path folder() throws IOException {
    // One for all tasks of an executor, which share its classes.
    synchronized (NodeHome.class) {
      Path folder = root().resolve("menagerie-" + sha256);
      Path complete = folder.resolve("complete");
      if (!Files.exists(complete)) {
        unpack(Path.of(SparkFiles.get(archive)), folder);
        PluginPolicy.HERE.requireAll(folder.resolve("plugins"));
        Files.createFile(complete);
      }
      return folder;
    }
  }

  /** On an executor it is "." as Spark says it. */
  private static Path root() {
    return Path.of(SparkFiles.getRootDirectory()).toAbsolutePath().normalize();
  }

  private void unpack(Path zip, Path folder) throws IOException {
    if (!sha256(zip).equals(sha256)) {
      throw new IOException("the archive of Menagerie arrived damaged at " + zip);
    }
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("the archive of Menagerie has a file outside of it");
        }
        Files.createDirectories(file.getParent());
        Files.copy(entries, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Of a file. */
  static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
