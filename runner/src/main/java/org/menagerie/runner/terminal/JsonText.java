package org.menagerie.runner.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.menagerie.training.run.RunJson;
import org.menagerie.training.text.SafeText;

/** JSON as commands print it. */
public final class JsonText {
  private JsonText() {}

  /** Indented, with a line break at the end. */
  public static String of(Object value) {
    try {
      return SafeText.json(RunJson.pretty().writeValueAsString(value)) + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("listings are always written as JSON", e);
    }
  }
}
