package org.menagerie.execution.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;
import org.menagerie.training.run.RunJson;

/**
 * Messages and orders as lines of text. A prefix sets messages apart from whatever else a native
 * library prints to the same stream.
 */
final class MessageLines {
  private static final String PREFIX = "@menagerie ";

  private MessageLines() {}

  static String format(WorkerMessage message) {
    return PREFIX + json(message);
  }

  static String format(WorkerOrder order) {
    return json(order);
  }

  private static String json(Object message) {
    try {
      return RunJson.compact().writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("messages are always written as JSON", e);
    }
  }

  /** The order in a line, of which nothing else is printed to the same stream. */
  static WorkerOrder parseOrder(String line) throws JsonProcessingException {
    return RunJson.compact().readValue(line, WorkerOrder.class);
  }

  /**
   * The message in a line; empty if the line is none. What only looks like one is printed by a
   * plug-in or library, and belongs to the log as all that they print.
   */
  static Optional<WorkerMessage> parse(String line) {
    if (!line.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      String json = line.substring(PREFIX.length());
      return Optional.ofNullable(RunJson.compact().readValue(json, WorkerMessage.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
