package org.menagerie.export.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.inference.SampleNetworks;
import org.menagerie.training.checkpoint.Safetensors;

class SafetensorsFormatTest {
  private static final String ALL =
      """
      import importlib.util, pathlib, sys, torch
      sys.dont_write_bytecode = True
      torch.set_num_threads(1)
      for source in sorted(pathlib.Path(sys.argv[1]).glob("*.py")):
          spec = importlib.util.spec_from_file_location("exported", source)
          module = importlib.util.module_from_spec(spec)
          spec.loader.exec_module(module)
          pixels = torch.frombuffer(bytearray(source.with_suffix(".pixels").read_bytes()), dtype=torch.uint8)
          expected = torch.frombuffer(bytearray(source.with_suffix(".logits").read_bytes()), dtype=torch.float32)
          with torch.no_grad():
              actual = module.load()(module.normalize(pixels.reshape(-1, *module.INPUT)))
          print(source.stem, float((actual.flatten() - expected).abs().max()))
      """;

  @TempDir private Path folder;

  private final ModuleExporter exporter = new ModuleExporter();

  @Test
  void writesTheWeightsAndAModuleBesideThem() throws IOException {
    TrainedNetwork network = SampleNetworks.all().findFirst().orElseThrow();
    Path file = folder.resolve("my.model.safetensors");

    List<Path> written = exporter.write(network, file);

    assertThat(written).containsExactly(file, folder.resolve("my.model.py"));
    assertThat(written.get(1)).content().contains("with_name(\"my.model.safetensors\")");
    Safetensors read = Safetensors.read(file);
    assertThat(read.metadata())
        .containsEntry("classes", "zero,one,two")
        .containsEntry("test_accuracy", "99.50");
    assertThat(read.tensors().names()).isEqualTo(network.weights().names());
  }

  @Test
  void runsInPyTorch() throws IOException {
    Optional<Python> python = Python.withTorch();
    assumeTrue(python.isPresent(), "there is no Python with PyTorch");
    TrainedNetwork network = SampleNetworks.all().findFirst().orElseThrow();
    Path file = folder.resolve("model.safetensors");
    exporter.write(network, file);
    byte[][] pixels = SampleNetworks.pixels(network, 5);
    try (Exported exported = exporter.open(network, file).orElseThrow()) {
      assertThat(exported.runtime()).startsWith("PyTorch ");
      assertThat(
              SampleNetworks.largestDifference(
                  exported.logits(pixels), SampleNetworks.logits(network, pixels)))
          .isLessThan(1e-5);
    }
  }

  /** In one process, which takes a second to start. */
  @Test
  void computesTheSameWithEveryKindOfLayer() throws IOException {
    Optional<Python> python = Python.withTorch();
    assumeTrue(python.isPresent(), "there is no Python with PyTorch");
    List<TrainedNetwork> networks = SampleNetworks.all().toList();
    for (int i = 0; i < networks.size(); i++) {
      TrainedNetwork network = networks.get(i);
      byte[][] pixels = SampleNetworks.pixels(network, 5);
      String name = "network%02d".formatted(i);
      exporter.write(network, folder.resolve(name + ".safetensors"));
      Files.write(folder.resolve(name + ".pixels"), SampleNetworks.bytes(pixels));
      Files.write(
          folder.resolve(name + ".logits"),
          SampleNetworks.bytes(SampleNetworks.logits(network, pixels)));
    }

    List<String> printed = python.orElseThrow().run(ALL, folder.toString()).lines().toList();

    assertThat(printed).hasSameSizeAs(networks);
    for (int i = 0; i < networks.size(); i++) {
      assertThat(Double.parseDouble(printed.get(i).split(" ", -1)[1]))
          .as("%s: %s", networks.get(i).name(), printed.get(i))
          .isLessThan(1e-5);
    }
  }
}
