package org.menagerie.cluster.spark.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * A folder of runs in one of Hadoop's file systems.
 *
 * @param files the file system
 * @param root the folder, or that of one run
 */
record RunTree(FileSystem files, org.apache.hadoop.fs.Path root) {
  /** What says something of a run or of a shard; the rest is large, or of no use elsewhere. */
  static final Set<String> NAMES = Set.of("spec.json", "result.json", "import.json", "shard.json");

  /** As of {@code sweep-*}{@code /shard-1-of-4/shard.json}. */
  private static final int DEEPEST = 3;

  /** Each file costs object storage an answer, which takes longer than its bytes. */
  private static final int AT_A_TIME = 16;

  /**
   * Copies it to a folder, which is made.
   *
   * @throws IOException if there is no such folder, or something cannot be copied
   */
  void copyTo(Path target) throws IOException, InterruptedException {
    Files.createDirectories(target);
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<?>> copies = new ArrayList<>();
      org.apache.hadoop.fs.Path whole = files.resolvePath(root);
      RemoteIterator<LocatedFileStatus> found = files.listFiles(whole, true);
      while (found.hasNext()) {
        org.apache.hadoop.fs.Path file = found.next().getPath();
        Path relative = relative(whole, file);
        if (NAMES.contains(file.getName()) && relative.getNameCount() <= DEEPEST) {
          Path to = inside(target, relative);
          copies.add(threads.submit(() -> copy(file, to)));
        }
      }
      for (Future<?> copy : copies) {
        await(copy);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Path relative(org.apache.hadoop.fs.Path whole, org.apache.hadoop.fs.Path file) {
    return Path.of(whole.toUri().getPath()).relativize(Path.of(file.toUri().getPath()));
  }

  private static Path inside(Path target, Path relative) throws IOException {
    Path file = target.resolve(relative).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("%s is not below its folder".formatted(relative));
    }
    return file;
  }

  private void copy(org.apache.hadoop.fs.Path from, Path to) {
    try (InputStream in = files.open(from)) {
      Files.createDirectories(to.getParent());
      Files.copy(in, to);
    } catch (IOException e) {
      throw new UncheckedIOException(from + ": " + e.getMessage(), e);
    }
  }

  private static void await(Future<?> copy) throws IOException, InterruptedException {
    try {
      copy.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UncheckedIOException failure
          ? new IOException(failure.getMessage(), failure)
          : new IOException(e);
    }
  }
}
