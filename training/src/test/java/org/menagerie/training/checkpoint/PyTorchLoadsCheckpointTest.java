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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.training.loop.InitialWeights;

/** The line by which docs/results.md loads a checkpoint in Python; skipped where there is none. */
class PyTorchLoadsCheckpointTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final Path DOCS = Path.of("..", "docs", "results.md");

  @TempDir private Path folder;

  @Test
  void strictlyByTheDocumentedLine() throws IOException, InterruptedException {
    assumeTrue(
        Files.exists(Path.of(PYTHON))
            && run("import torch, safetensors.torch").endsWith("exit code 0"),
        "no Python with torch and safetensors");
    Network network =
        Network.of(
            Shape.image(1, 4, 4),
            Layers.conv2d(2, 3),
            Layers.batchNorm(),
            Layers.relu(),
            Layers.flatten(),
            Layers.linear(3));
    TensorMap weights = InitialWeights.draw(network, 7);
    Map<String, Tensor> optimizer = new LinkedHashMap<>();
    weights.asMap().forEach((name, tensor) -> optimizer.put(name + ".momentum_buffer", tensor));
    Path file = folder.resolve("checkpoint-last.safetensors");
    new Checkpoint(1, new SessionState(weights, new TensorMap(optimizer), 1), OptionalInt.of(1))
        .write(file);

    String printed =
        run(
            """
            import safetensors.torch
            from torch import nn
            file = "%s"
            model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.Flatten(), nn.Linear(8, 3))
            %s
            print(repr(model[0].weight.flatten()[0].item()), repr(model[4].bias[2].item()))
            """
                .formatted(file, documentedLine()));

    assertThat(printed).endsWith("exit code 0");
    String[] values = printed.lines().findFirst().orElseThrow().split(" ", -1);
    assertThat((float) Double.parseDouble(values[0]))
        .isEqualTo(weights.get("0.weight").values()[0]);
    assertThat((float) Double.parseDouble(values[1])).isEqualTo(weights.get("4.bias").values()[2]);
  }

  private static String documentedLine() throws IOException {
    List<String> lines =
        Files.readAllLines(DOCS, UTF_8).stream()
            .filter(line -> line.startsWith("model.load_state_dict("))
            .toList();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  /** What Python prints, and its exit code. */
  private String run(String script) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(PYTHON, "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out, UTF_8) + "exit code " + process.exitValue();
  }
}
