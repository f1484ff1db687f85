package org.menagerie.export.menagerie;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.export.ExportFormat;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Layer;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.inference.TrainedModel;
import org.menagerie.inference.file.ModelArchive;
import org.menagerie.inference.plan.PlannedNetwork;

/** {@code menagerie}: for other Java programs, without an engine. */
@AutoService(ExportFormat.class)
public final class MenagerieFormat implements ExportFormat {
  @Override
  public String name() {
    return "menagerie";
  }

  @Override
  public String description() {
    return "one file for Java programs that use the library menagerie-inference";
  }

  @Override
  public String fileExtension() {
    return "menagerie";
  }

  @Override
  public Exporter create(Arguments arguments) {
    return new ArchiveExporter();
  }

  private static final class ArchiveExporter implements Exporter {
    @Override
    public boolean canExpress(Layer layer) {
      return layer instanceof BuiltInLayer || layer instanceof Composite;
    }

    @Override
    public List<Path> write(TrainedNetwork network, Path file) throws IOException {
      try (OutputStream out = Files.newOutputStream(file)) {
        ModelArchive.write(PlannedNetwork.of(network), out);
      }
      return List.of(file);
    }

    @Override
    public Optional<Exported> open(TrainedNetwork network, Path file) {
      return Optional.of(new Loaded(TrainedModel.load(file)));
    }

    @Override
    public String needs() {
      return "nothing";
    }
  }

  private record Loaded(TrainedModel model) implements Exported {
    @Override
    public String runtime() {
      return "menagerie-inference";
    }

    @Override
    public float[][] logits(byte[][] pixels) {
      float[][] logits = new float[pixels.length][];
      for (int i = 0; i < pixels.length; i++) {
        logits[i] = model.logits(pixels[i]);
      }
      return logits;
    }

    @Override
    public void close() {
      // There is nothing to let go of.
    }
  }
}
