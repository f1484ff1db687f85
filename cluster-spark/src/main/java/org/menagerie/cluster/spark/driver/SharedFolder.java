package org.menagerie.cluster.spark.driver;

import static java.util.Comparator.reverseOrder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A folder that all machines reach through Hadoop's file systems, with the checkpoints of runs that
 * are not finished. Each run has a folder in it, and each of the latest two copies one in that,
 * which is written under another name and renamed.
 *
 * @param files the file system
 * @param root the folder
 */
record SharedFolder(FileSystem files, Path root) {
  /** A run's checkpoints that were brought, below the run's folder on a node. */
  static final String BROUGHT = "shared-checkpoints";

  /** Names the last checkpoint's checksum, and is the last of its files to be written. */
  static final String RECORD = "checkpoint-last.json";

  /** The files of a copy, the record last. */
  static final List<String> FILES =
      List.of("checkpoint-best.safetensors", "checkpoint-last.safetensors", RECORD);

  private static final int GENERATIONS = 2;
  private static final String UNFINISHED = ".tmp";

  /** The one with a URI; none if that is empty. */
  static Optional<SharedFolder> at(String uri) throws IOException {
    if (uri.isEmpty()) {
      return Optional.empty();
    }
    Path root = new Path(uri);
    // With what Spark's settings say of Hadoop, which executors have, too.
    FileSystem files =
        root.getFileSystem(SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf()));
    return Optional.of(new SharedFolder(files, root));
  }

  /** Makes the folder, if it is not there, and writes to it. */
  void create() throws IOException {
    Path probe = new Path(root, UUID.randomUUID() + UNFINISHED);
    if (!files.mkdirs(root) || !files.createNewFile(probe)) {
      throw new IOException("it cannot be made");
    }
    files.delete(probe, false);
  }

  /**
   * Brings copies of a run's checkpoints. What cannot be read of one is left out: whoever resumes
   * notices it by the checksums.
   *
   * @param folder of the run, on this machine
   * @throws IOException if it cannot be told whether there are any
   */
  void bring(String run, java.nio.file.Path folder) throws IOException {
    removeUnfinished(run);
    for (int number : numbers(run)) {
      java.nio.file.Path to = folder.resolve(BROUGHT).resolve(Integer.toString(number));
      Files.createDirectories(to);
      for (String name : FILES) {
        Path from = new Path(copy(run, number), name);
        if (files.exists(from)) {
          bring(from, to.resolve(name));
        }
      }
    }
  }

  private void bring(Path from, java.nio.file.Path to) throws IOException {
    try (InputStream in = files.open(from)) {
      Files.copy(in, to);
    } catch (IOException e) {
      Files.deleteIfExists(to);
    }
  }

  /**
   * Stores a copy of what is in a run's folder, while the run is trained there.
   *
   * @param latest the record of the copy that was stored before
   * @return the record of the last copy
   */
  byte[] store(String run, java.nio.file.Path folder, byte[] latest) throws IOException {
    byte[] record = read(folder.resolve(RECORD));
    if (record.length == 0 || Arrays.equals(record, latest)) {
      return latest;
    }
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (String name : FILES) {
      contents.put(name, read(folder.resolve(name)));
    }
    // Renamed before the next checkpoint is written: all that was read is of this record.
    if (!Arrays.equals(record, contents.get(RECORD))) {
      return latest;
    }
    store(run, contents);
    return record;
  }

  private void store(String run, Map<String, byte[]> contents) throws IOException {
    List<Integer> numbers = numbers(run);
    Path target = copy(run, numbers.isEmpty() ? 1 : numbers.get(0) + 1);
    Path written = new Path(of(run), UUID.randomUUID() + UNFINISHED);
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      if (file.getValue().length > 0) {
        try (OutputStream out = files.create(new Path(written, file.getKey()))) {
          out.write(file.getValue());
        }
      }
    }
    if (!files.rename(written, target)) {
      files.delete(written, true);
      throw new IOException(target + " cannot be made");
    }
    for (int old : numbers.stream().skip(GENERATIONS - 1).toList()) {
      files.delete(copy(run, old), true);
    }
  }

  /** Removes what is stored of a run, which has come to its end. */
  void remove(String run) throws IOException {
    files.delete(of(run), true);
  }

  private void removeUnfinished(String run) throws IOException {
    for (String name : names(run).toList()) {
      if (name.endsWith(UNFINISHED)) {
        files.delete(new Path(of(run), name), true);
      }
    }
  }

  /** Of the copies, the latest first. */
  private List<Integer> numbers(String run) throws IOException {
    return names(run)
        .filter(name -> name.matches("[1-9][0-9]{0,8}"))
        .map(Integer::valueOf)
        .sorted(reverseOrder())
        .toList();
  }

  private Stream<String> names(String run) throws IOException {
    Path folder = of(run);
    return files.exists(folder)
        ? Arrays.stream(files.listStatus(folder)).map(FileStatus::getPath).map(Path::getName)
        : Stream.of();
  }

  private Path of(String run) {
    return new Path(root, run);
  }

  private Path copy(String run, int number) {
    return new Path(of(run), Integer.toString(number));
  }

  private static byte[] read(java.nio.file.Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }
}
