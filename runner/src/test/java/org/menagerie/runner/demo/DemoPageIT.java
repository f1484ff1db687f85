package org.menagerie.runner.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.inference.TrainedModel;
import org.menagerie.runner.it.Browser;
import org.menagerie.runner.web.LoopbackServer;

/** Drawing on the page, in a browser, under its own security policy. */
@EnabledIfSystemProperty(
    named = "menagerie.nightly",
    matches = "true",
    disabledReason = "a browser takes seconds to start")
final class DemoPageIT {
  private static final int SIDE = 28;

  /** Draws, waits for the last answer, and leaves what can be seen in the document. */
  private static final String SCRIPT =
      """
      <script>
      async function settled() {
        do {
          await new Promise(done => setTimeout(done, 50));
        } while (!model || waiting || stale);
      }
      function shown() {
        const seen = byId('seen').getContext('2d').getImageData(0, 0, model.width, model.height);
        return {
          answer: byId('answer').textContent,
          best: [...document.querySelectorAll('li.best span:first-child')].map(e => e.textContent),
          percents: [...document.querySelectorAll('li span:last-child')].map(e => e.textContent),
          pixels: [...seen.data].filter((level, i) => i % 4 === 0),
          name: byId('name').textContent,
          end: byId('answer').getBoundingClientRect().bottom,
          height: innerHeight,
          wide: document.documentElement.scrollWidth > document.documentElement.clientWidth};
      }
      function touch(type, x, y) {
        const box = board.getBoundingClientRect();
        board.dispatchEvent(new PointerEvent(type, {isPrimary: true, button: 0, pointerId: 1,
          pointerType: 'touch', clientX: box.left + x * box.width, clientY: box.top + y * box.height}));
      }
      function press(...keys) {
        keys.forEach(key => board.dispatchEvent(new KeyboardEvent('keydown', {key})));
      }
      (async () => {
        await settled();
        const states = [shown()];
        touch('pointerdown', .2, .5);
        touch('pointermove', .5, .52);
        touch('pointermove', .8, .5);
        touch('pointerup', .8, .5);
        touch('pointermove', .8, .9);
        await settled();
        states.push(shown());
        byId('clear').click();
        await settled();
        states.push(shown());
        press(...Array(12).fill('ArrowUp'), ' ', ...Array(24).fill('ArrowDown'), ' ', 'ArrowLeft');
        await settled();
        states.push(shown());
        const result = document.createElement('pre');
        result.id = 'states';
        result.textContent = JSON.stringify(states);
        document.body.append(result);
      })();
      </script>
      """;

  @TempDir private Path folder;

  @Test
  void answersWhatIsDrawnByFingerAndByKeyboard() throws IOException, InterruptedException {
    TrainedModel model = DrawnDigits.model();
    JsonNode states = states(model, 1400, 1000);

    assertThat(states.at("/0/name").asText()).isEqualTo(model.name());
    for (int empty : new int[] {0, 2}) {
      assertThat(states.get(empty).get("answer").asText()).isEqualTo("Draw something.");
      assertThat(states.get(empty).get("best")).isEmpty();
    }
    assertAnswers(model, states.get(1), "7");
    assertAnswers(model, states.get(3), "1");
    assertThat(states.at("/1/wide").asBoolean()).isFalse();
  }

  @Test
  void showsBoardAndAnswerTogetherOnAPhone() throws IOException, InterruptedException {
    JsonNode drawn = states(DrawnDigits.model(), 500, 900).get(1);

    assertThat(drawn.get("end").asDouble()).isLessThan(drawn.get("height").asDouble());
    assertThat(drawn.get("wide").asBoolean()).isFalse();
  }

  private JsonNode states(TrainedModel model, int width, int height)
      throws IOException, InterruptedException {
    Browser browser = Browser.orSkip("The demo", folder);
    String page = Demonstrating.page().replace("</body>", SCRIPT + "</body>");
    try (LoopbackServer server = DemoServer.start(model, 0, page)) {
      Matcher result =
          Pattern.compile("<pre id=\"states\">(.*?)</pre>", Pattern.DOTALL)
              .matcher(browser.document(URI.create(server.address()), width, height));
      assertThat(result.find()).isTrue();
      return new ObjectMapper().readTree(unescaped(result.group(1)));
    }
  }

  private static void assertAnswers(TrainedModel model, JsonNode state, String expected) {
    byte[] pixels = new byte[SIDE * SIDE];
    int lit = 0;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) state.get("pixels").get(i).asInt();
      lit += pixels[i] == 0 ? 0 : 1;
    }
    // A stroke of 20 pixels, as long as an MNIST digit.
    assertThat(lit).isBetween(20, 120);
    assertThat(model.predict(pixels).best().name()).isEqualTo(expected);
    assertThat(state.get("best")).hasSize(1);
    assertThat(state.at("/best/0").asText()).isEqualTo(expected);
    assertThat(state.get("answer").asText())
        .isEqualTo(
            "%s %.1f%%".formatted(expected, 100 * model.predict(pixels).best().probability()));
    assertThat(state.get("percents")).hasSize(10);
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
