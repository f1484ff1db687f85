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
import java.util.Set;

/** Reads files from web servers into partial files. */
final class HttpSource {
  private static final int BUFFER = 1 << 16;
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** Fewer within the time of patience would go on for days. */
  private static final int FEWEST_BYTES = 1_000;

  private final Duration patience;
  private final long largest;
  private final FetchProgress progress;
  private final HttpClient client;

  /**
   * @param patience how long to wait for a connection, a response, and each part of it
   * @param largest file that is fetched, in bytes
   */
  HttpSource(Duration patience, long largest, FetchProgress progress) {
    this.patience = patience;
    this.largest = largest;
    this.progress = progress;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            // Followed here, to https alone.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Completes {@code part}, asking only for what is missing if there is some of it. The caller
   * checks the result.
   */
  void download(URI address, Path part, String name) throws IOException {
    long there = Files.exists(part) ? Files.size(part) : 0;
    HttpResponse<InputStream> response = follow(address, there);
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

  private HttpResponse<InputStream> follow(URI address, long there) throws IOException {
    URI next = address;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpRequest.Builder request = HttpRequest.newBuilder(next).timeout(patience);
      if (there > 0) {
        request.header("Range", "bytes=" + there + "-");
      }
      HttpResponse<InputStream> response = send(request.build());
      if (!REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      response.body().close();
      next = redirected(next, response.headers().firstValue("Location").orElse(""));
    }
    throw new IOException("redirected more than %d times".formatted(MOST_REDIRECTS));
  }

  /** Whoever agreed to a plain address has agreed to that one, and not to where it leads. */
  static URI redirected(URI from, String location) throws IOException {
    URI target;
    try {
      target = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("redirected to what is no address", e);
    }
    if (!"https".equalsIgnoreCase(target.getScheme()) || target.getHost() == null) {
      throw new IOException("redirected to %s, which is not an https address".formatted(target));
    }
    return target;
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
    if (total.isPresent() && total.getAsLong() > largest) {
      throw new IOException(
          "%s is said to have %,d bytes, and nothing larger than %,d is fetched"
              .formatted(name, total.getAsLong(), largest));
    }
    if (!write(body, part, offset, total, name)) {
      Files.delete(part);
      throw new IOException("%s does not end within %,d bytes".formatted(name, largest));
    }
  }

  /** Whether the file ended before it was too large. */
  private boolean write(InputStream body, Path part, long offset, OptionalLong total, String name)
      throws IOException {
    StandardOpenOption mode =
        offset == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
      byte[] buffer = new byte[BUFFER];
      long arrived = offset;
      long inWindow = 0;
      long windowStart = System.nanoTime();
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        out.write(buffer, 0, read);
        arrived += read;
        inWindow += read;
        progress.arrived(name, arrived, total);
        if (arrived > largest) {
          return false;
        }
        long now = System.nanoTime();
        if (now - windowStart > patience.toNanos()) {
          if (inWindow < FEWEST_BYTES) {
            throw new IOException(
                "only %d bytes came in %d seconds".formatted(inWindow, patience.toSeconds()));
          }
          inWindow = 0;
          windowStart = now;
        }
      }
    }
    return true;
  }
}
