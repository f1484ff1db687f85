package org.menagerie.runner.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A page in a browser that one looks at and works with for as long as one likes, by the browser's
 * DevTools protocol.
 */
public final class Tab implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 60;

  private final Process browser;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> answers;
  private int calls;

  private Tab(Process browser, WebSocket socket, BlockingQueue<JsonNode> answers) {
    this.browser = browser;
    this.socket = socket;
    this.answers = answers;
  }

  /** Opens a page in a window of that width and height, in pixels. */
  static Tab open(String program, Path folder, URI page, int width, int height)
      throws IOException, InterruptedException {
    Process browser =
        new ProcessBuilder(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder,
                "--window-size=%d,%d".formatted(width, height),
                "--remote-debugging-port=0",
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      HttpClient client = HttpClient.newHttpClient();
      String port = port(folder.resolve("DevToolsActivePort"));
      URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
      JsonNode targets =
          JSON.readTree(
              client
                  .send(
                      HttpRequest.newBuilder(list).build(),
                      HttpResponse.BodyHandlers.ofString(UTF_8))
                  .body());
      BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create(targets.at("/0/webSocketDebuggerUrl").asText()), new Answers(answers))
              .join();
      Tab tab = new Tab(browser, socket, answers);
      tab.call(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
      tab.call("Page.navigate", Map.of("url", page.toString()));
      return tab;
    } catch (IOException | InterruptedException | RuntimeException e) {
      browser.destroyForcibly();
      throw e;
    }
  }

  private static String port(Path file) throws IOException, InterruptedException {
    for (long waited = 0; waited < TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS); waited += 50) {
      if (Files.exists(file) && Files.size(file) > 0) {
        return Files.readAllLines(file).get(0);
      }
      Thread.sleep(50);
    }
    throw new IOException("the browser does not start");
  }

  /** Puts the parts of messages together, and keeps the answers among them. */
  private static final class Answers implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> answers;
    private final StringBuilder text = new StringBuilder();

    Answers(BlockingQueue<JsonNode> answers) {
      this.answers = answers;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          JsonNode message = JSON.readTree(text.toString());
          if (message.has("id")) {
            answers.add(message);
          }
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  /** Calls a method of the protocol. */
  public JsonNode call(String method, Map<String, ?> parameters) throws InterruptedException {
    ObjectNode message = JSON.createObjectNode();
    message.put("id", ++calls);
    message.put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).join();
    JsonNode answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(answer).as(method).isNotNull();
    assertThat(answer.has("error")).as("%s: %s", method, answer).isFalse();
    return answer.get("result");
  }

  /** The value of an expression on the page, which may be a promise. */
  public JsonNode value(String expression) throws InterruptedException {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    assertThat(result.has("exceptionDetails")).as("%s: %s", expression, result).isFalse();
    return result.path("result").path("value");
  }

  /** Waits until an expression on the page is true. */
  public void await(String expression) throws InterruptedException {
    for (long waited = 0; waited < TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS); waited += 50) {
      if (value("!!(" + expression + ")").asBoolean()) {
        return;
      }
      Thread.sleep(50);
    }
    assertThat(value("document.body.innerText").asText()).as(expression).isNull();
  }

  /** Clicks with a mouse on the middle of the first element of a selector. */
  public void click(String selector) throws InterruptedException {
    JsonNode at =
        value(
            """
            (() => {
              const element = document.querySelector('%s');
              element.scrollIntoView({block: 'center', behavior: 'instant'});
              const box = element.getBoundingClientRect();
              return {x: box.x + box.width / 2, y: box.y + box.height / 2};
            })()
            """
                .formatted(selector));
    for (String type : new String[] {"mousePressed", "mouseReleased"}) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              at.get("x").asDouble(),
              "y",
              at.get("y").asDouble(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** Presses a key, such as Tab, Enter or Escape. */
  public void press(String key) throws InterruptedException {
    String text = key.equals("Enter") ? "\r" : "";
    int code = Map.of("Tab", 9, "Enter", 13, "Escape", 27).get(key);
    for (String type : new String[] {"keyDown", "keyUp"}) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type", type,
              "key", key,
              "code", key,
              "text", type.equals("keyDown") ? text : "",
              "windowsVirtualKeyCode", code));
    }
  }

  @Override
  public void close() {
    socket.abort();
    browser.descendants().forEach(ProcessHandle::destroyForcibly);
    browser.destroyForcibly().onExit().join();
  }
}
