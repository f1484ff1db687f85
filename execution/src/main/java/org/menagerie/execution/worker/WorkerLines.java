package org.menagerie.execution.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The lines that a process prints. One that is longer than any message comes in pieces, and bytes
 * that are no UTF-8 as question marks, so that nothing it prints hurts who reads it.
 */
final class WorkerLines implements Closeable {
  private static final int LONGEST = 1 << 20;

  private final InputStream in;

  WorkerLines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The next line without its end, or empty after the last. */
  Optional<String> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = in.read();
    if (read < 0) {
      return Optional.empty();
    }
    while (read >= 0 && read != '\n') {
      line.write(read);
      if (line.size() == LONGEST) {
        break;
      }
      read = in.read();
    }
    String text = line.toString(UTF_8);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
