package org.menagerie.runner.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import org.menagerie.runner.terminal.JsonText;

/**
 * What is sent back.
 *
 * @param status of HTTP
 * @param type of the body; all are in UTF-8
 * @param length of the body in bytes; 0 if only its end tells
 * @param body what follows the headers
 */
public record Answer(int status, String type, long length, Body body) {

  /** Writes what follows the headers. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** A sentence. */
  public static Answer text(int status, String text) {
    return of(status, "text/plain", text);
  }

  /** A value as JSON. */
  public static Answer json(Object value) {
    return of(HttpURLConnection.HTTP_OK, "application/json", JsonText.of(value));
  }

  /** A file of a page, such as its script. */
  public static Answer file(String type, String text) {
    return of(HttpURLConnection.HTTP_OK, type, text);
  }

  /** What is written as long as somebody reads it. */
  public static Answer stream(String type, Body body) {
    return new Answer(HttpURLConnection.HTTP_OK, type, 0, body);
  }

  private static Answer of(int status, String type, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    // A length of 0 would mean that it is not known.
    return new Answer(status, type, bytes.length == 0 ? -1 : bytes.length, out -> out.write(bytes));
  }
}
