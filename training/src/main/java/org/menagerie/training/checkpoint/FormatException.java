package org.menagerie.training.checkpoint;

import java.io.IOException;

/** A rule of its format that a file breaks; the message goes on after the file's name. */
final class FormatException extends IOException {
  private static final long serialVersionUID = 1L;

  FormatException(String message) {
    super(message);
  }
}
