package org.menagerie.execution.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;
import org.menagerie.training.run.RunJson;

/**
 * Messages as lines of text. A prefix sets them apart from whatever else a native library prints to
 * the same stream.
 */
final class MessageLines {
  private static final String PREFIX = "@menagerie ";

  private MessageLines() {}

  static String format(WorkerMessage message) {
    try {
      return PREFIX + RunJson.compact().writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("messages are always written as JSON", e);
    }
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
