package org.menagerie.export.pytorch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Layer;
import org.menagerie.training.checkpoint.Safetensors;

/** Writes weights, and the source of a module that loads them. */
final class ModuleExporter implements Exporter {

  @Override
  public boolean canExpress(Layer layer) {
    return layer instanceof BuiltInLayer || layer instanceof Composite;
  }

  @Override
  public List<Path> write(TrainedNetwork network, Path file) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("model", network.name());
    metadata.put("classes", String.join(",", network.classes()));
    metadata.put("normalization_mean", ModuleSource.means(network));
    metadata.put("normalization_std", ModuleSource.deviations(network));
    metadata.putAll(network.notes());
    try (OutputStream out = Files.newOutputStream(file)) {
      new Safetensors(metadata, network.weights()).write(out);
    }
    Path source = source(file);
    Files.writeString(source, ModuleSource.of(network, name(file)), UTF_8);
    return List.of(file, source);
  }

  /** The module's file, beside that of the weights. */
  static Path source(Path file) {
    String name = name(file);
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".py");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Override
  public Optional<Exported> open(TrainedNetwork network, Path file) throws IOException {
    return Python.withTorch().map(python -> new ExportedModule(python, network, source(file)));
  }

  @Override
  public String needs() {
    return "python3 with torch";
  }
}
