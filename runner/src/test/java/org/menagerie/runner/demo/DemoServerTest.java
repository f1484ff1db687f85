package org.menagerie.runner.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.inference.Prediction.Likely;
import org.menagerie.inference.TrainedModel;
import org.menagerie.runner.web.LoopbackServer;

/** What the server answers, and to whom. */
class DemoServerTest {
  private static TrainedModel model;
  private static LoopbackServer server;

  @BeforeAll
  static void start() {
    model = DrawnDigits.model();
    server = DemoServer.start(model, 0, Demonstrating.page());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static int port() {
    return URI.create(server.address()).getPort();
  }

  private static String asks(String request, byte[] body) throws IOException {
    return asks("127.0.0.1:" + port(), request, body);
  }

  /** A whole answer: header, empty line, body. */
  private static String asks(String host, String request, byte[] body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "%s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
              .formatted(request, host, body.length);
      out.write(head.getBytes(ISO_8859_1));
      out.write(body);
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static String asks(String request) throws IOException {
    return asks(request, new byte[0]);
  }

  private static JsonNode json(String answer) throws IOException {
    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("application/json; charset=utf-8");
    return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
  }

  @Test
  void showsAPageThatNeedsNothingElse() throws IOException {
    String page = asks("GET /");

    assertThat(page)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("Content-Type: text/html; charset=utf-8")
        .containsIgnoringCase("Content-Security-Policy: default-src 'none'; ")
        .contains("<canvas id=\"ink\"");
    assertThat(Demonstrating.page()).doesNotContain("://").doesNotContain("//cdn");
    Matcher resources = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page);
    while (resources.find()) {
      assertThat(resources.group(1)).isEqualTo("data:,");
    }
  }

  @Test
  void describesTheModel() throws IOException {
    JsonNode described = json(asks("GET /model"));

    assertThat(described.get("name").asText()).isEqualTo(model.name());
    assertThat(described.get("channels").asInt()).isEqualTo(1);
    assertThat(described.get("height").asInt()).isEqualTo(28);
    assertThat(described.get("width").asInt()).isEqualTo(28);
    assertThat(described.get("mostly_dark").asBoolean()).isTrue();
    assertThat(described.at("/notes/test_accuracy").asText()).isEqualTo("12.50");
    assertThat(described.get("classes")).hasSize(10);
    assertThat(described.at("/classes/3").asText()).isEqualTo("3");
  }

  @Test
  void predictsWhatTheModelPredicts() throws IOException {
    byte[] pixels = new byte[28 * 28];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 7);
    }

    JsonNode probabilities = json(asks("POST /predict", pixels)).get("probabilities");

    assertThat(probabilities).hasSize(10);
    for (Likely likely : model.predict(pixels).classes()) {
      assertThat(probabilities.get(likely.label()).asDouble())
          .isCloseTo(likely.probability(), within(1e-12));
    }
  }

  @Test
  void refusesImagesOfAnotherSize() throws IOException {
    assertThat(asks("POST /predict", new byte[9]))
        .startsWith("HTTP/1.1 400 ")
        .endsWith("An image of %s has 784 bytes, not 9.".formatted(model.name()));
    assertThat(asks("POST /predict", new byte[1000]))
        .startsWith("HTTP/1.1 400 ")
        .endsWith("An image of %s has 784 bytes, not more.".formatted(model.name()));
  }

  @Test
  @Timeout(9) // Before the server gives up on them.
  void answersWhileOthersAreSlow() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port());
        slow.add(socket);
        String half =
            "POST /predict HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 784\r\n\r\nx"
                .formatted(port());
        socket.getOutputStream().write(half.getBytes(ISO_8859_1));
      }

      assertThat(asks("GET /model")).startsWith("HTTP/1.1 200 ");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:%d", "127.0.0.1", "127.0.0.1:1", "0.0.0.0:%d"})
  void answersToItsOwnNamesOnly(String host) throws IOException {
    assertThat(asks(host.replace("%d", Integer.toString(port())), "GET /model", new byte[0]))
        .startsWith("HTTP/1.1 403 ")
        .endsWith("This page is at %s only.".formatted(server.address()));
  }

  @Test
  void answersToLocalhost() throws IOException {
    assertThat(asks("localhost:" + port(), "GET /model", new byte[0])).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void refusesPagesFromElsewhere() throws IOException {
    String request = "POST /predict HTTP/1.1\r\nOrigin: http://evil.example\r\nX:";

    assertThat(asks(request, new byte[784])).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void hasNothingElse() throws IOException {
    assertThat(asks("GET /../etc/passwd")).startsWith("HTTP/1.1 404 ");
    assertThat(asks("GET /model/x")).startsWith("HTTP/1.1 404 ");
    assertThat(asks("POST /model")).startsWith("HTTP/1.1 405 ").endsWith("This takes GET only.");
    assertThat(asks("GET /predict")).startsWith("HTTP/1.1 405 ").endsWith("This takes POST only.");
  }

  @Test
  void refusesPortsThatAreTakenOrNone() {
    int taken = port();

    assertThatThrownBy(() -> DemoServer.start(model, taken, ""))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("Cannot listen on port %d (".formatted(taken))
        .hasMessageEndingWith("): choose another one with --port.");
    assertThatThrownBy(() -> DemoServer.start(model, 70_000, ""))
        .hasMessage("--port must be a whole number from 0 (any that is free) to 65535, not 70000.");
  }
}
