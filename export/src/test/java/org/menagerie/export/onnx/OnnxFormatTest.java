package org.menagerie.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.inference.SampleNetworks;

/** In ONNX Runtime, every kind of layer computes what the engine vector computes. */
class OnnxFormatTest {
  @TempDir private Path folder;

  static Stream<TrainedNetwork> networks() {
    return SampleNetworks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void computesTheSame(TrainedNetwork network) throws IOException {
    byte[][] pixels = SampleNetworks.pixels(network, 5);
    float[][] expected = SampleNetworks.logits(network, pixels);

    for (boolean bytes : new boolean[] {true, false}) {
      OnnxExporter exporter = OnnxExporter.ofFloats(bytes);
      Path file = folder.resolve("model-" + bytes + ".onnx");
      assertThat(exporter.write(network, file)).containsExactly(file);
      try (Exported exported = exporter.open(network, file).orElseThrow()) {
        assertThat(SampleNetworks.largestDifference(exported.logits(pixels), expected))
            .isLessThan(1e-4);
      }
    }
  }

  /** With 256 levels, logits move by a few hundredths of what they range over. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void computesNearlyTheSameOnLevels(TrainedNetwork network) throws IOException {
    byte[][] pixels = SampleNetworks.pixels(network, 5);
    float[][] expected = SampleNetworks.logits(network, pixels);
    float largest = 0;
    for (float[] row : expected) {
      for (float logit : row) {
        largest = Math.max(largest, Math.abs(logit));
      }
    }
    Exporter levels =
        OnnxExporter.ofLevels(true)
            .calibration()
            .orElseThrow()
            .by(network, SampleNetworks.pixels(network, 50));
    Path file = folder.resolve("levels.onnx");
    levels.write(network, file);

    try (Exported exported = levels.open(network, file).orElseThrow()) {
      assertThat(SampleNetworks.largestDifference(exported.logits(pixels), expected))
          .isLessThan(0.05 * largest);
    }
  }
}
