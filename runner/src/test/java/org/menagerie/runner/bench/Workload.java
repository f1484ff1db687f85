package org.menagerie.runner.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Network;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.loop.RandomImages;

/**
 * What contenders train, for those that are not written in Java: {@code Workload FOLDER
 * PLUGIN_SOURCE...} writes {@code networks.tsv}, a line for every model with its name, its
 * multiply-accumulates per image, and its layers as JSON; and {@code batch.bin}, the images as
 * little-endian floats, then the labels as integers.
 */
final class Workload {
  private static final int BATCH_SIZE = 128;

  private Workload() {}

  /** Adds the class to a layer's JSON. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "class")
  private interface WithClass {}

  static Batch batch(Network network) {
    return RandomImages.batch(network, BATCH_SIZE, 1);
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    PluginSources sources = PluginSources.parse(Arrays.stream(args).skip(1).toList());
    List<ModelDefinition> models = LoadedPlugins.from(sources).catalog().models();
    ObjectWriter json =
        new ObjectMapper()
            .addMixIn(Layer.class, WithClass.class)
            .writerFor(new TypeReference<List<Layer>>() {});
    List<String> lines = new ArrayList<>();
    for (ModelDefinition model : models) {
      Network network = model.network();
      lines.add(
          "%s/%s\t%d\t%s"
              .formatted(
                  model.zoo(),
                  model.name(),
                  network.summary().multiplyAccumulates(),
                  json.writeValueAsString(network.layers())));
    }
    Files.write(folder.resolve("networks.tsv"), lines, UTF_8);
    Files.write(folder.resolve("batch.bin"), bytes(batch(models.get(0).network())));
  }

  private static byte[] bytes(Batch batch) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * (batch.images().length + batch.labels().length))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float value : batch.images()) {
      bytes.putFloat(value);
    }
    for (int label : batch.labels()) {
      bytes.putInt(label);
    }
    return bytes.array();
  }
}
