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
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.menagerie.cluster.spark.wire.Frame;
import org.menagerie.cluster.spark.wire.Frame.Kind;
import org.menagerie.cluster.spark.wire.RunEnd;
import org.menagerie.cluster.spark.wire.RunRequest;

/**
 * Spark's driver: {@code DriverMain ARCHIVE SHA256}. It takes messages from standard input and
 * gives some on standard output, and ends with its input. Each run is a job of one task.
 */
public final class DriverMain {
  private final JavaSparkContext spark;
  private final NodeHome home;
  private final ExecutorService jobs =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "run");
            thread.setDaemon(true);
            return thread;
          });

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
      spark.addFile(args[0]);
      DriverRuns.HERE.tell(messages);
      DriverRuns.HERE.send(Kind.READY, 0, spark.version().getBytes(UTF_8));
      new DriverMain(spark, NodeHome.of(args[0], args[1], spark.version()))
          .serve(new DataInputStream(new BufferedInputStream(System.in)));
    }
    // Threads of jobs that were cancelled may still wait for Spark.
    Runtime.getRuntime().exit(0);
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
      }
    }
    // The command has ended.
    spark.cancelAllJobs();
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
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      DriverRuns.HERE.send(Kind.FAILED, run, why.getBytes(UTF_8));
    } catch (IOException gone) {
      // The command has ended, and waits for nothing.
      e.addSuppressed(gone);
      e.printStackTrace();
    }
  }

  private static String group(int run) {
    return "run-" + run;
  }
}
