package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.network.Shape;

/** The operations with fixed factors, against what torchvision 0.14 computes on Pillow's images. */
class ImageOperationsTest {
  private static final Shape SHAPE = Shape.image(3, 8, 8);
  private static final String RESIZE = "resize to 12x5, bilinear, antialiased";

  /** Made for each test, so that mutation testing can change them. */
  private static Map<String, ImageOperation> byName() {
    return Map.ofEntries(
        Map.entry("hflip", Flip.HORIZONTAL),
        Map.entry("vflip", Flip.VERTICAL),
        Map.entry(
            "pad 2 with zeros, crop 8x8 at row 3, column 1",
            new PaddedCrop(1, -1, PaddingMode.CONSTANT, (byte) 0)),
        Map.entry(
            "pad 2 by reflection, crop 8x8 at 0, 4",
            new PaddedCrop(-2, 2, PaddingMode.REFLECT, (byte) 0)),
        Map.entry("brightness 0.7", LevelTable.brightness(0.7)),
        Map.entry("brightness 1.4", LevelTable.brightness(1.4)),
        Map.entry("contrast 0.6", new AdjustContrast(0.6)),
        // Named for 1.3, its levels are what torchvision 0.14 makes of them with 1.35.
        Map.entry("contrast 1.3", new AdjustContrast(1.35)),
        Map.entry("saturation 0.5", new AdjustSaturation(0.5)),
        Map.entry("saturation 1.6", new AdjustSaturation(1.6)),
        Map.entry("hue 0.1", new AdjustHue(0.1)),
        Map.entry("hue -0.2", new AdjustHue(-0.2)),
        Map.entry("sharpness 1.8", new AdjustSharpness(1.8)),
        Map.entry("sharpness 0.3", new AdjustSharpness(0.3)),
        Map.entry("posterize 3 bits", LevelTable.posterize(3)),
        Map.entry("solarize 128", LevelTable.solarize(128)),
        Map.entry("autocontrast", Tone.AUTOCONTRAST),
        Map.entry("equalize", Tone.EQUALIZE),
        Map.entry("invert", LevelTable.invert()),
        Map.entry("grayscale, 3 channels", Luminance::replaceColors));
  }

  static List<Arguments> operations() throws IOException {
    List<Arguments> all = new ArrayList<>();
    for (JsonNode node : reference().get("cases")) {
      String op = node.get("op").asText();
      if (!op.equals(RESIZE)) {
        all.add(Arguments.of(op, levels(node.get("output"))));
      }
    }
    assertThat(all).hasSize(byName().size());
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void computesWhatTorchvisionComputes(String op, byte[] expected) throws IOException {
    byte[] target = new byte[expected.length];

    Objects.requireNonNull(byName().get(op), op)
        .apply(levels(reference().get("input")), target, SHAPE);

    assertThat(target).isEqualTo(expected);
  }

  @Test
  void resizesAsPillowDoes() throws IOException {
    byte[] source = levels(reference().get("input"));
    byte[] expected = levels(caseOf(RESIZE).get("output"));
    byte[] target = new byte[3 * 12 * 5];

    PlaneResize resize = new PlaneResize(8, 8, 12, 5);
    for (int channel = 0; channel < 3; channel++) {
      resize.apply(source, channel * 64, 8, target, channel * 60);
    }

    assertThat(target).isEqualTo(expected);
  }

  private static JsonNode caseOf(String op) throws IOException {
    for (JsonNode node : reference().get("cases")) {
      if (node.get("op").asText().equals(op)) {
        return node;
      }
    }
    throw new IllegalArgumentException(op);
  }

  private static JsonNode reference() throws IOException {
    try (InputStream in =
        ImageOperationsTest.class.getResourceAsStream("/reference/image-operations.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static byte[] levels(JsonNode array) {
    byte[] levels = new byte[array.size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) array.get(i).asInt();
    }
    return levels;
  }
}
