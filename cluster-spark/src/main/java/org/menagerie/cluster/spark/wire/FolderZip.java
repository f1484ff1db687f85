package org.menagerie.cluster.spark.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of a run's folder in one piece. */
public final class FolderZip {
  /** These stay where they are: they are the command's, which writes the log and holds the lock. */
  private static final Set<String> STAYING = Set.of("log.txt", "lock", "status.json", "stop");

  private FolderZip() {}

  /** The files that lie right in a folder. */
  public static byte[] pack(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> listed = Files.list(folder)) {
      List<Path> files = listed.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!STAYING.contains(name)) {
          zip.putNextEntry(new ZipEntry(name));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    }
    return bytes.toByteArray();
  }

  /**
   * Names and contents of packed files, in their order.
   *
   * @throws IOException if they are damaged, or a name leads out of a folder
   */
  public static Map<String, byte[]> unpack(byte[] packed) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (!name.equals(String.valueOf(Path.of(name).getFileName()))
            || name.equals("..")
            || STAYING.contains(name)) {
          throw new IOException("no file of a run is called " + name);
        }
        files.put(name, zip.readAllBytes());
      }
    }
    return files;
  }
}
