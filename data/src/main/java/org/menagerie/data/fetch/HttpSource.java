package org.menagerie.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;

/** Reads files from web servers into partial files. */
final class HttpSource {
  private static final int BUFFER = 1 << 16;
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Duration patience;
  private final FetchProgress progress;
  private final HttpClient client;

  /**
   * @param patience how long to wait for a connection, a response, and each part of it
   */
  HttpSource(Duration patience, FetchProgress progress) {
    this.patience = patience;
    this.progress = progress;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /**
   * Completes {@code part}, asking only for what is missing if there is some of it. The caller
   * checks the result.
   */
  void download(URI address, Path part, String name) throws IOException {
    long there = Files.exists(part) ? Files.size(part) : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience);
    if (there > 0) {
      request.header("Range", "bytes=" + there + "-");
    }
    HttpResponse<InputStream> response = send(request.build());
    try (InputStream body = new PatientStream(response.body(), patience)) {
      switch (response.statusCode()) {
        case OK -> save(body, part, 0, response, name);
        case PARTIAL_CONTENT -> {
          requireStart(response, there);
          save(body, part, there, response, name);
        }
        default -> {
          // Nothing is missing after the last byte.
          if (response.statusCode() != RANGE_NOT_SATISFIABLE || there == 0) {
            throw new IOException("HTTP status " + response.statusCode());
          }
        }
      }
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static void requireStart(HttpResponse<?> response, long start) throws IOException {
    String range = response.headers().firstValue("Content-Range").orElse("none");
    if (!range.startsWith("bytes " + start + "-")) {
      throw new IOException(
          "asked for the bytes from %d on, got the range %s".formatted(start, range));
    }
  }

  private void save(
      InputStream body, Path part, long offset, HttpResponse<InputStream> response, String name)
      throws IOException {
    OptionalLong length = response.headers().firstValueAsLong("Content-Length");
    OptionalLong total =
        length.isPresent() ? OptionalLong.of(offset + length.getAsLong()) : OptionalLong.empty();
    StandardOpenOption mode =
        offset == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
      byte[] buffer = new byte[BUFFER];
      long arrived = offset;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        out.write(buffer, 0, read);
        arrived += read;
        progress.arrived(name, arrived, total);
      }
    }
  }
}
