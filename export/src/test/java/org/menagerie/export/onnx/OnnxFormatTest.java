package org.menagerie.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.export.source.Program;
import org.menagerie.inference.SampleNetworks;

/** In ONNX Runtime, every kind of layer computes what the engine vector computes. */
class OnnxFormatTest {
  /** What Debian calls python3-onnx; with {@code full_check} it infers all shapes too. */
  private static final String CHECK =
      """
      import pathlib, sys, onnx
      for model in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
          onnx.checker.check_model(onnx.load(str(model)), full_check=True)
          print(model.stem)
      """;

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

  @Test
  void passesTheCheckOfOnnx() throws IOException {
    Optional<String> python =
        Stream.of("python3", "/usr/bin/python3").filter(OnnxFormatTest::hasOnnx).findFirst();
    assumeTrue(python.isPresent(), "there is no Python with the package onnx");
    List<TrainedNetwork> networks = networks().toList();
    List<String> written = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      TrainedNetwork network = networks.get(i);
      Exporter levels =
          OnnxExporter.ofLevels(true)
              .calibration()
              .orElseThrow()
              .by(network, SampleNetworks.pixels(network, 20));
      for (Map.Entry<String, Exporter> each :
          Map.of("floats", OnnxExporter.ofFloats(false), "levels", levels).entrySet()) {
        written.add("%02d-%s".formatted(i, each.getKey()));
        each.getValue().write(network, folder.resolve(written.get(written.size() - 1) + ".onnx"));
      }
    }

    String passed = Program.run(List.of(python.get(), "-c", CHECK, folder.toString()));

    assertThat(passed.lines()).containsExactlyInAnyOrderElementsOf(written);
  }

  private static boolean hasOnnx(String python) {
    try {
      return Program.run(List.of(python, "-c", "import onnx; print('yes')")).startsWith("yes");
    } catch (IOException e) {
      // No such interpreter, or it lacks the package.
      return false;
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
