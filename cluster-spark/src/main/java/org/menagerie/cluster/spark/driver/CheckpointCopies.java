package org.menagerie.cluster.spark.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Copies a run's checkpoints to a shared folder while it is trained, in a thread of its own, since
 * a file system elsewhere may take its time. To be ended.
 */
final class CheckpointCopies {
  private static final long PAUSE_MILLIS = 500;

  private final Optional<SharedFolder> shared;
  private final String run;
  private final Path folder;
  private final Consumer<String> say;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::copyAll, "checkpoints of a run");
  private byte[] latest = new byte[0];
  private boolean failed;

  private CheckpointCopies(
      Optional<SharedFolder> shared, String run, Path folder, Consumer<String> say) {
    this.shared = shared;
    this.run = run;
    this.folder = folder;
    this.say = say;
  }

  /**
   * Begins.
   *
   * @param folder of the run, on this machine
   * @param say takes the first reason why a checkpoint could not be stored
   */
  static CheckpointCopies begin(
      Optional<SharedFolder> shared, String run, Path folder, Consumer<String> say) {
    CheckpointCopies copies = new CheckpointCopies(shared, run, folder, say);
    copies.thread.setDaemon(true);
    if (shared.isPresent()) {
      copies.thread.start();
    }
    return copies;
  }

  private void copyAll() {
    try {
      while (!ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        copy(shared.orElseThrow());
      }
    } catch (InterruptedException e) {
      // Nobody does it but who ends the process.
      Thread.currentThread().interrupt();
    }
  }

  private void copy(SharedFolder to) {
    try {
      latest = to.store(run, folder, latest);
    } catch (IOException | RuntimeException e) {
      if (!failed) {
        say.accept("A checkpoint could not be stored in %s: %s".formatted(to.root(), e));
      }
      failed = true;
    }
  }

  /** Waits for the copy that it is at. */
  void end() throws InterruptedException {
    ended.countDown();
    thread.join();
  }
}
