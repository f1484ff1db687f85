package org.menagerie.data.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A web server on this machine that serves files, well or badly. */
public final class FakeMirror implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> files = Collections.synchronizedMap(new LinkedHashMap<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean ranges = true;
  private volatile int cutAfter = Integer.MAX_VALUE;
  private volatile boolean stalls;
  private volatile int shift;
  private volatile int dripMillis;
  private volatile int dripBytes = 1;
  private volatile boolean endless;
  private volatile int claimed = -1;
  private volatile String redirect = "";

  public FakeMirror() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/data/", this::answer);
    server.start();
  }

  public FakeMirror serve(String name, byte[] contents) {
    files.put(name, contents);
    return this;
  }

  /** Answers with whole files, whatever range is asked for. */
  FakeMirror withoutRanges() {
    ranges = false;
    return this;
  }

  /** Answers with the range that begins so many bytes behind the one that is asked for. */
  FakeMirror shiftRanges(int bytes) {
    shift = bytes;
    return this;
  }

  /** Cuts the connection after so many bytes of each answer. */
  FakeMirror cutAfter(int bytes) {
    cutAfter = bytes;
    return this;
  }

  /** Keeps the connection but sends nothing more where it would otherwise be cut. */
  FakeMirror stallAfter(int bytes) {
    stalls = true;
    return cutAfter(bytes);
  }

  /** Sends so many bytes at a time, and waits so long before the next. */
  FakeMirror drip(int bytes, int millis) {
    dripBytes = bytes;
    dripMillis = millis;
    return this;
  }

  /** Sends a file over and over, and says of no length. */
  FakeMirror endless() {
    endless = true;
    return this;
  }

  /** Says that a file has so many bytes, and sends no more than that. */
  FakeMirror claim(int length) {
    claimed = length;
    return this;
  }

  /** Sends whoever asks elsewhere. */
  FakeMirror redirectTo(String address) {
    redirect = address;
    return this;
  }

  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/data/");
  }

  /** What was asked for: the name and, after a blank, the range if there was one. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/data/".length());
    Optional<String> range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
    requests.add(name + range.map(text -> " " + text).orElse(""));
    try (exchange) {
      byte[] file = files.get(name);
      if (file == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      if (!redirect.isEmpty()) {
        exchange.getResponseHeaders().set("Location", redirect);
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      if (endless) {
        exchange.sendResponseHeaders(200, 0);
        while (true) {
          exchange.getResponseBody().write(file);
        }
      }
      if (claimed >= 0) {
        exchange.sendResponseHeaders(200, claimed);
        send(exchange, Arrays.copyOf(file, Math.min(claimed, file.length)));
        return;
      }
      int start = ranges ? range.map(text -> start(text) + shift).orElse(0) : 0;
      if (start >= file.length) {
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      if (start > 0) {
        String sent = "bytes %d-%d/%d".formatted(start, file.length - 1, file.length);
        exchange.getResponseHeaders().set("Content-Range", sent);
      }
      exchange.sendResponseHeaders(start > 0 ? 206 : 200, file.length - start);
      send(exchange, Arrays.copyOfRange(file, start, file.length));
    }
  }

  private void send(HttpExchange exchange, byte[] bytes) throws IOException {
    int length = Math.min(cutAfter, bytes.length);
    try {
      int step = dripMillis > 0 ? dripBytes : Math.max(1, length);
      for (int sent = 0; sent < length; sent += step) {
        exchange.getResponseBody().write(bytes, sent, Math.min(step, length - sent));
        exchange.getResponseBody().flush();
        TimeUnit.MILLISECONDS.sleep(dripMillis);
      }
      if (stalls) {
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int start(String range) {
    return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
  }
}
