package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.network.Shape;

/** Images with enough pixels to be equalized; see {@code reference/tones.py}. */
class ToneTest {

  /** The levels of an image, how often each occurs, and what becomes of them. */
  record Case(JsonNode node) {
    @Override
    public String toString() {
      return node.get("name").asText();
    }

    /** All pixels in order of their levels. */
    byte[] pixels(String key) {
      ByteArrayOutputStream pixels = new ByteArrayOutputStream();
      for (int i = 0; i < node.get("counts").size(); i++) {
        for (int n = 0; n < node.get("counts").get(i).asInt(); n++) {
          pixels.write(node.get(key).get(i).asInt());
        }
      }
      return pixels.toByteArray();
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = ToneTest.class.getResourceAsStream("/reference/tones.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false)
          .map(Case::new);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void spreadsLevelsAsPillowDoes(Case c) {
    assertThat(applied(Tone.AUTOCONTRAST, c)).isEqualTo(c.pixels("autocontrast"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalizesLevelsAsPillowDoes(Case c) {
    assertThat(applied(Tone.EQUALIZE, c)).isEqualTo(c.pixels("equalize"));
  }

  private static byte[] applied(Tone tone, Case c) {
    byte[] source = c.pixels("levels");
    byte[] target = new byte[source.length];
    tone.apply(source, target, Shape.image(1, 1, source.length));
    return target;
  }
}
