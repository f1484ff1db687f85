package org.menagerie.cluster.spark.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.menagerie.cluster.spark.wire.Frame;
import org.menagerie.cluster.spark.wire.Frame.Kind;
import org.menagerie.cluster.spark.wire.RunEnd;
import org.menagerie.cluster.spark.wire.RunRequest;

/**
 * Spark's driver: {@code DriverMain ARCHIVE SHA256 [CHECKPOINTS]}. It takes messages from standard
 * input and gives some on standard output, and ends with its input. Each run is a job of one task.
 */
public final class DriverMain {
  private static final long LONGEST_CLEANING_SECONDS = 20;

  private final JavaSparkContext spark;
  private final NodeHome home;
  private final ExecutorService jobs =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "run");
            thread.setDaemon(true);
            return thread;
          });

  /** Removes what runs no longer need. */
  private final ExecutorService cleaner = Executors.newSingleThreadExecutor();

  private DriverMain(JavaSparkContext spark, NodeHome home) {
    this.spark = spark;
    this.home = home;
  }

  public static void main(String[] args) throws IOException {
    DataOutputStream messages = new DataOutputStream(new BufferedOutputStream(System.out));
    // Only messages may go to the stream that is read as messages.
    System.setOut(System.err);
    SparkConf conf =
        new SparkConf()
            .setIfMissing("spark.app.name", "menagerie")
            .set("spark.plugins", RelayPlugin.class.getName())
            // A run that is trained twice gains nothing, and costs a slot.
            .set("spark.speculation", "false");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      DriverRuns.HERE.tell(messages);
      String checkpoints = args.length > 2 ? args[2] : "";
      if (isUsable(checkpoints)) {
        spark.addFile(args[0]);
        DriverRuns.HERE.send(Kind.READY, 0, spark.version().getBytes(UTF_8));
        new DriverMain(spark, NodeHome.of(args[0], args[1], spark.version(), checkpoints))
            .serve(new DataInputStream(new BufferedInputStream(System.in)));
      }
    }
    // Threads of jobs that were cancelled may still wait for Spark.
    Runtime.getRuntime().exit(0);
  }

  /** Tried before the first run, and not by each of them. */
  private static boolean isUsable(String checkpoints) throws IOException {
    try {
      Optional<SharedFolder> shared = SharedFolder.at(checkpoints);
      if (shared.isPresent()) {
        shared.get().create();
      }
      return true;
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      DriverRuns.HERE.send(Kind.FAILED, 0, firstLine(e).getBytes(UTF_8));
      return false;
    }
  }

  private void serve(DataInputStream orders) throws IOException {
    for (Optional<Frame> next = Frame.readFrom(orders);
        next.isPresent();
        next = Frame.readFrom(orders)) {
      Frame order = next.get();
      if (order.kind() == Kind.START) {
        DriverRuns.HERE.begin(order.run());
        jobs.execute(() -> train(order));
      } else if (order.kind() == Kind.INPUT) {
        DriverRuns.HERE.input(order.run(), order.content());
      } else if (order.kind() == Kind.KILL) {
        // Also where its thread has not come to the job yet.
        spark.sc().cancelJobGroupAndFutureJobs(group(order.run()));
      } else if (order.kind() == Kind.STORED) {
        cleaner.execute(() -> clean(new String(order.content(), UTF_8)));
      }
    }
    // The command has ended.
    spark.cancelAllJobs();
    cleaner.shutdown();
    try {
      boolean unused = cleaner.awaitTermination(LONGEST_CLEANING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void clean(String run) {
    try {
      Optional<SharedFolder> shared = home.shared();
      if (shared.isPresent()) {
        shared.get().remove(run);
      }
    } catch (IOException e) {
      // They take room, and the log says so.
      System.err.println("The shared checkpoints of %s stay: %s".formatted(run, e));
    }
  }

  private void train(Frame order) {
    try {
      RunRequest request = RunRequest.of(order.content());
      spark.setJobGroup(group(order.run()), request.name(), true);
      RunEnd end =
          spark
              .parallelize(List.of(request), 1)
              .map(new RunTask(order.run(), home))
              .collect()
              .get(0);
      DriverRuns.HERE.end(order.run());
      DriverRuns.HERE.send(Kind.END, order.run(), end.bytes());
    } catch (Exception e) {
      // Spark throws what it likes, and some of it is checked without being declared.
      failed(order.run(), e);
    }
  }

  private static void failed(int run, Exception e) {
    DriverRuns.HERE.end(run);
    try {
      // The stack trace behind the first line is in Spark's log.
      DriverRuns.HERE.send(Kind.FAILED, run, firstLine(e).getBytes(UTF_8));
    } catch (IOException gone) {
      // The command has ended, and waits for nothing.
      e.addSuppressed(gone);
      e.printStackTrace();
    }
  }

  static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String group(int run) {
    return "run-" + run;
  }
}
