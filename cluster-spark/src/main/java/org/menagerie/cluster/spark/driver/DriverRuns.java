package org.menagerie.cluster.spark.driver;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.menagerie.cluster.spark.wire.Frame;
import org.menagerie.cluster.spark.wire.Frame.Kind;

/** The runs of a driver, between the command and the tasks. */
final class DriverRuns {
  /** Those of this process; Spark makes plug-ins by their names and can hand them nothing. */
  static final DriverRuns HERE = new DriverRuns();

  private static final byte[] LINE_END = {'\n'};

  private final Map<Integer, Run> runs = new HashMap<>();
  private @Nullable DataOutputStream command;

  private static final class Run {
    private final ByteArrayOutputStream input = new ByteArrayOutputStream();
    private int attempt;
  }

  /** Has everything told to the command that reads this stream. */
  synchronized void tell(DataOutputStream out) {
    command = out;
  }

  /** Sends the command a message. */
  synchronized void send(Kind kind, int run, byte[] content) throws IOException {
    if (command != null) {
      new Frame(kind, run, content).writeTo(command);
    }
  }

  synchronized void begin(int run) {
    runs.put(run, new Run());
  }

  synchronized void end(int run) {
    runs.remove(run);
  }

  /** Keeps input for the run's process, and for the next one if an executor is lost. */
  synchronized void input(int run, byte[] bytes) {
    Run known = runs.get(run);
    if (known != null) {
      known.input.writeBytes(bytes);
    }
  }

  /** Takes what a task says; of attempts that another has replaced, nothing counts. */
  synchronized byte[] received(Relay message) throws IOException {
    Run run = runs.get(message.run());
    if (run == null || message.attempt() < run.attempt) {
      return new byte[0];
    }
    if (message.attempt() > run.attempt) {
      run.attempt = message.attempt();
      // Ends the line that the attempt before may have left open.
      send(Kind.OUT, message.run(), LINE_END);
    }
    if (message.kind() == Kind.INPUT) {
      byte[] input = run.input.toByteArray();
      return Arrays.copyOfRange(input, Math.min(message.read(), input.length), input.length);
    }
    send(message.kind(), message.run(), message.content());
    return new byte[0];
  }
}
