package org.menagerie.runner.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.inference.Prediction.Likely;
import org.menagerie.inference.TrainedModel;
import org.menagerie.runner.terminal.JsonText;

/**
 * A model behind HTTP, for this machine only: {@code /} is a page on which one draws, {@code
 * /model} describes the model, and {@code /predict} takes the grey levels of an image.
 */
final class DemoServer implements AutoCloseable {

  /** Seconds that a request may take to arrive whole; the JDK's server lets it take for ever. */
  private static final String ARRIVAL = "10";

  private static final int LARGEST_PORT = 65_535;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;

  /** The page needs nothing from elsewhere, and nothing elsewhere may show it. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self';"
          + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final TrainedModel model;
  private final byte[] page;
  private final HttpServer server;
  private final ExecutorService threads;

  /** What is sent back. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares or hashes it.
  private record Answer(int status, String type, byte[] body) {
    static Answer text(int status, String text) {
      return new Answer(status, "text/plain", text.getBytes(UTF_8));
    }

    static Answer json(Object value) {
      return new Answer(OK, "application/json", JsonText.of(value).getBytes(UTF_8));
    }
  }

  /** What the page asks first. */
  record Described(
      String name,
      int channels,
      int height,
      int width,
      boolean mostlyDark,
      SortedMap<String, String> notes,
      List<String> classes) {}

  private DemoServer(TrainedModel model, String page, HttpServer server) {
    this.model = model;
    this.page = page.getBytes(UTF_8);
    this.server = server;
    // One for each that asks, so that nobody waits for somebody whose request arrives slowly.
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "demo");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts a server.
   *
   * @param port 0 for any that is free
   * @param page what is shown
   * @throws MenagerieException if another program has the port
   */
  static DemoServer start(TrainedModel model, int port, String page) {
    if (port < 0 || port > LARGEST_PORT) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--port must be a whole number from 0 (any that is free) to 65535, not %d."
              .formatted(port));
    }
    // Read when the JDK makes its first server.
    System.setProperty("sun.net.httpserver.maxReqTime", ARRIVAL);
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      DemoServer demo =
          new DemoServer(model, page, HttpServer.create(new InetSocketAddress(loopback, port), 0));
      demo.server.setExecutor(demo.threads);
      demo.server.createContext("/", demo::handle);
      demo.server.start();
      return demo;
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED,
          "Cannot listen on port %d (%s): choose another one with --port."
              .formatted(port, e.getMessage()),
          e);
    }
  }

  /** Where the page is. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.type() + "; charset=utf-8");
      headers.set("Content-Security-Policy", POLICY);
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Cache-Control", "no-store");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), head ? -1 : answer.body().length);
      if (!head) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    if (!isForUs(exchange.getRequestHeaders())) {
      return Answer.text(FORBIDDEN, "This page is at %s only.".formatted(address()));
    }
    String path = exchange.getRequestURI().getPath();
    String method = Map.of("/", "GET", "/model", "GET", "/predict", "POST").getOrDefault(path, "");
    if (method.isEmpty()) {
      return Answer.text(NOT_FOUND, "There is nothing here.");
    }
    String asked = exchange.getRequestMethod();
    if (!asked.equals(method) && !(asked.equals("HEAD") && method.equals("GET"))) {
      return Answer.text(NOT_ALLOWED, "This takes %s only.".formatted(method));
    }
    return switch (path) {
      case "/" -> new Answer(OK, "text/html", page);
      case "/model" -> Answer.json(described());
      default -> predicted(exchange);
    };
  }

  /**
   * A host of another name would mean that a page elsewhere, whose name leads to this machine, asks
   * through its reader's browser.
   */
  private boolean isForUs(Headers headers) {
    int port = server.getAddress().getPort();
    List<String> hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
    String host = headers.getFirst("Host");
    String origin = headers.getFirst("Origin");
    return host != null
        && hosts.contains(host)
        && (origin == null || origin.equals("http://" + host));
  }

  private Described described() {
    return new Described(
        model.name(),
        model.input().channels(),
        model.input().height(),
        model.input().width(),
        model.isMostlyDark(),
        model.notes(),
        model.classes());
  }

  private Answer predicted(HttpExchange exchange) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      int length = Math.toIntExact(model.input().elements());
      byte[] pixels = in.readNBytes(length);
      if (in.read() >= 0) {
        return Answer.text(
            BAD_REQUEST, "An image of %s has %d bytes, not more.".formatted(model.name(), length));
      }
      double[] probabilities = new double[model.classes().size()];
      for (Likely likely : model.predict(pixels).classes()) {
        probabilities[likely.label()] = likely.probability();
      }
      return Answer.json(Map.of("probabilities", probabilities));
    } catch (MenagerieException e) {
      return Answer.text(BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
