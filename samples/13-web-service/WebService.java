package com.example.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.inference.Prediction.Likely;
import org.menagerie.inference.TrainedModel;

/** A model behind HTTP, for this machine only, with a page on which one draws. */
public final class WebService {
  private WebService() {}

  /** Takes a model's file, and a port (0 for any that is free); or {@code --check} after them. */
  public static void main(String[] args) throws IOException, InterruptedException {
    TrainedModel model = TrainedModel.load(Path.of(args[0]));
    byte[] page = Files.readAllBytes(Path.of(args[1]));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(loopback, Integer.parseInt(args[2])), 0);
    // A model may be asked by many threads at a time.
    server.setExecutor(Executors.newFixedThreadPool(4));
    String host = "127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/", guarded(host, "GET", asked -> asked("text/html", page)));
    server.createContext("/model", guarded(host, "GET", asked -> json(described(model))));
    server.createContext("/predict", guarded(host, "POST", asked -> predicted(model, asked)));
    server.start();
    System.out.println("Draw on http://" + host + "/");
    if (args.length > 3) {
      check(host, model);
      System.exit(0);
    }
  }

  /** What is sent back. */
  private record Answer(int status, String type, byte[] body) {}

  private interface Question {
    Answer of(HttpExchange exchange) throws IOException;
  }

  /** Another host's name would mean that a page elsewhere asks through its reader's browser. */
  private static HttpHandler guarded(String host, String method, Question question) {
    return exchange -> {
      try (exchange) {
        Answer answer;
        if (!host.equals(exchange.getRequestHeaders().getFirst("Host"))) {
          answer = new Answer(403, "text/plain", "Not for this host.".getBytes(UTF_8));
        } else if (!exchange.getRequestURI().getPath().equals(exchange.getHttpContext().getPath())) {
          answer = new Answer(404, "text/plain", "Not found.".getBytes(UTF_8));
        } else if (!method.equals(exchange.getRequestMethod())) {
          answer = new Answer(405, "text/plain", "Not allowed.".getBytes(UTF_8));
        } else {
          answer = question.of(exchange);
        }
        exchange.getResponseHeaders().set("Content-Type", answer.type() + "; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
      }
    };
  }

  private static Answer asked(String type, byte[] body) {
    return new Answer(200, type, body);
  }

  private static Answer json(String text) {
    return new Answer(200, "application/json", text.getBytes(UTF_8));
  }

  private static String described(TrainedModel model) {
    Shape shape = model.input();
    return """
        {"name": %s, "channels": %d, "height": %d, "width": %d, "mostly_dark": %b,
         "notes": {"test_accuracy": %s}, "classes": [%s]}
        """
        .formatted(
            quoted(model.name()),
            shape.channels(),
            shape.height(),
            shape.width(),
            model.isMostlyDark(),
            quoted(model.notes().getOrDefault("test_accuracy", "unknown")),
            model.classes().stream().map(WebService::quoted).collect(Collectors.joining(", ")));
  }

  private static Answer predicted(TrainedModel model, HttpExchange exchange) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      // One byte more than an image has tells that there are too many.
      byte[] pixels = in.readNBytes(Math.toIntExact(model.input().elements()) + 1);
      double[] probabilities = new double[model.classes().size()];
      for (Likely likely : model.predict(pixels).classes()) {
        probabilities[likely.label()] = likely.probability();
      }
      return json(
          Arrays.stream(probabilities)
              .mapToObj(probability -> String.format(Locale.ROOT, "%.9f", probability))
              .collect(Collectors.joining(", ", "{\"probabilities\": [", "]}")));
    } catch (MenagerieException e) {
      return new Answer(400, "text/plain", e.getMessage().getBytes(UTF_8));
    }
  }

  private static String quoted(String text) {
    return text.chars()
        .mapToObj(c -> c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : "" + (char) c)
        .collect(Collectors.joining("", "\"", "\""));
  }

  /** Asks the service once what a black picture shows. */
  private static void check(String host, TrainedModel model)
      throws IOException, InterruptedException {
    byte[] black = new byte[Math.toIntExact(model.input().elements())];
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host + "/predict"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(black))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(response.statusCode() + " " + response.body());
  }
}
