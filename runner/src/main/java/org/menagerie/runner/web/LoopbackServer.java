package org.menagerie.runner.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * A page and what it asks for, behind HTTP, for the browsers of this machine only: other hosts do
 * not reach it, and pages of others that ask through a browser here are refused.
 */
public final class LoopbackServer implements AutoCloseable {

  /** Seconds that a request may take to arrive whole; the JDK's server lets it take for ever. */
  private static final String ARRIVAL = "10";

  private static final int LARGEST_PORT = 65_535;

  private final Site site;
  private final HttpServer server;
  private final ExecutorService threads;

  /** Answers a request. */
  @FunctionalInterface
  public interface Action {
    Answer answer(HttpExchange exchange) throws IOException;
  }

  /** An action and the method of HTTP by which it is asked for. */
  public record Route(String method, Action action) {

    /** What can be asked for as often as one likes. */
    public static Route get(Action action) {
      return new Route("GET", action);
    }

    /** What changes something, or takes something along. */
    public static Route post(Action action) {
      return new Route("POST", action);
    }

    private boolean takes(String asked) {
      return asked.equals(method) || (asked.equals("HEAD") && method.equals("GET"));
    }
  }

  /**
   * What is served.
   *
   * @param name of the threads that answer
   * @param policy what the page may load, as Content-Security-Policy has it
   * @param routes by path; there is nothing else
   */
  public record Site(String name, String policy, Map<String, Route> routes) {
    public Site {
      routes = Map.copyOf(routes);
    }
  }

  private LoopbackServer(Site site, HttpServer server) {
    this.site = site;
    this.server = server;
    // One for each that asks, so that nobody waits for somebody whose request arrives slowly.
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, site.name());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts a server.
   *
   * @param port 0 for any that is free
   * @throws MenagerieException if another program has the port
   */
  public static LoopbackServer start(int port, Site site) {
    if (port < 0 || port > LARGEST_PORT) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--port must be a whole number from 0 (any that is free) to 65535, not %d."
              .formatted(port));
    }
    // Read when the JDK makes its first server; without delay, what is little arrives at once.
    System.setProperty("sun.net.httpserver.maxReqTime", ARRIVAL);
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      LoopbackServer started =
          new LoopbackServer(site, HttpServer.create(new InetSocketAddress(loopback, port), 0));
      started.server.setExecutor(started.threads);
      started.server.createContext("/", started::handle);
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED,
          "Cannot listen on port %d (%s): choose another one with --port."
              .formatted(port, e.getMessage()),
          e);
    }
  }

  /** Where the page is. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.type() + "; charset=utf-8");
      headers.set("Content-Security-Policy", site.policy());
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Cache-Control", "no-store");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), head ? -1 : answer.length());
      if (!head) {
        answer.body().writeTo(exchange.getResponseBody());
      }
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    if (!isForUs(exchange.getRequestHeaders())) {
      return Answer.text(
          HttpURLConnection.HTTP_FORBIDDEN, "This page is at %s only.".formatted(address()));
    }
    @Nullable Route route = site.routes().get(exchange.getRequestURI().getPath());
    if (route == null) {
      return Answer.text(HttpURLConnection.HTTP_NOT_FOUND, "There is nothing here.");
    }
    if (!route.takes(exchange.getRequestMethod())) {
      return Answer.text(
          HttpURLConnection.HTTP_BAD_METHOD, "This takes %s only.".formatted(route.method()));
    }
    return route.action().answer(exchange);
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

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
