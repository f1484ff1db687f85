package org.menagerie.training.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.training.loop.InitialWeights;

/**
 * Checkpoints in the eyes of readers that share no code with ours: one in Python that holds a file
 * to every rule of the format, and PyTorch, which loads it by the line that docs/results.md gives.
 * Each is skipped where the machine has no such Python.
 */
class OtherReadersTest {
  private static final Path DOCS = Path.of("..", "docs", "results.md");
  private static final Path READER = Path.of("src", "test", "resources", "python");

  @TempDir private Path folder;

  private TensorMap weights;
  private Path file;

  @BeforeEach
  void writeACheckpoint() {
    Network network =
        Network.of(
            Shape.image(1, 4, 4),
            Layers.conv2d(2, 3),
            Layers.batchNorm(),
            Layers.relu(),
            Layers.flatten(),
            Layers.linear(3));
    weights = InitialWeights.draw(network, 7);
    Map<String, Tensor> optimizer = new LinkedHashMap<>();
    weights.asMap().forEach((name, tensor) -> optimizer.put(name + ".momentum_buffer", tensor));
    file = folder.resolve("checkpoint-last.safetensors");
    new Checkpoint(1, SessionState.of(weights, new TensorMap(optimizer), 469), OptionalInt.of(1))
        .write(file);
  }

  @Test
  void findEveryTensorAndNoBrokenRule() throws IOException, InterruptedException {
    assumePython("python3", "import json");

    List<String> printed =
        run(
            "python3",
            """
            import safetensors
            metadata, tensors = safetensors.read(r"%s")
            print(metadata["epoch"], metadata["steps"], len(tensors))
            for name, (shape, values) in tensors.items():
                print(name, list(shape), [value.hex() for value in values])
            """
                .formatted(file));

    assertThat(printed).first().isEqualTo("1 469 " + 2 * weights.names().size());
    assertThat(printed).last().isEqualTo("exit code 0");
    weights.asMap().forEach((name, tensor) -> assertThat(printed).contains(line(name, tensor)));
  }

  private static String line(String name, Tensor tensor) {
    float[] values = tensor.values();
    List<String> hex =
        IntStream.range(0, values.length).mapToObj(i -> "'" + pythonHex(values[i]) + "'").toList();
    return "%s %s %s".formatted(name, tensor.shape().dimensions(), hex);
  }

  /** As {@code float.hex} writes a value: 13 digits after the point, and a signed exponent. */
  private static String pythonHex(double value) {
    String[] parts = Double.toHexString(value).split("p", -1);
    if (value == 0) {
      return parts[0].startsWith("-") ? "-0x0.0p+0" : "0x0.0p+0";
    }
    String[] digits = parts[0].split("\\.", -1);
    String padded = (digits[1] + "0".repeat(13)).substring(0, 13);
    return digits[0] + "." + padded + "p" + (parts[1].startsWith("-") ? "" : "+") + parts[1];
  }

  @Test
  void loadStrictlyByTheDocumentedLine() throws IOException, InterruptedException {
    assumePython("/usr/bin/python3", "import torch");

    List<String> printed =
        run(
            "/usr/bin/python3",
            """
            import safetensors.torch
            from torch import nn
            file = r"%s"
            model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.Flatten(), nn.Linear(8, 3))
            %s
            print(repr(model[0].weight.flatten()[0].item()), repr(model[4].bias[2].item()))
            """
                .formatted(file, documentedLine()));

    assertThat(printed).last().isEqualTo("exit code 0");
    String[] numbers = printed.get(0).split(" ", -1);
    assertThat((float) Double.parseDouble(numbers[0]))
        .isEqualTo(weights.get("0.weight").values()[0]);
    assertThat((float) Double.parseDouble(numbers[1])).isEqualTo(weights.get("4.bias").values()[2]);
  }

  private static String documentedLine() throws IOException {
    List<String> lines =
        Files.readAllLines(DOCS, UTF_8).stream()
            .filter(line -> line.startsWith("model.load_state_dict("))
            .toList();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private void assumePython(String python, String script) throws InterruptedException {
    try {
      assumeTrue(
          run(python, script).contains("exit code 0"), python + " cannot do \"" + script + '"');
    } catch (IOException e) {
      assumeTrue(false, "there is no " + python);
    }
  }

  /** The lines that Python prints, then its exit code. */
  private List<String> run(String python, String script) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    String path = "import sys; sys.path.insert(0, r\"%s\")%n".formatted(READER.toAbsolutePath());
    Process process =
        new ProcessBuilder(python, "-c", path + script)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return (Files.readString(out, UTF_8) + "exit code " + process.exitValue()).lines().toList();
  }
}
