package org.menagerie.training.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.training.checkpoint.StoredWeights.Use;

/** Whatever stands in such a file, its tensors are whole or it is refused. */
class SafetensorsFuzzTest {
  @TempDir private Path folder;

  @Test
  void readsOrRefusesFiles() throws IOException {
    Safetensors valid =
        new Safetensors(
            Map.of("epoch", "3"),
            new TensorMap(
                Map.of(
                    "a", new Tensor(new Shape(List.of(2, 3)), new float[] {1, 2, 3, 4, 5, 6}),
                    "b", new Tensor(new Shape(List.of(1)), new float[] {-1}))));
    byte[] bytes = bytes(valid);
    Path file = folder.resolve("file.safetensors");
    Fuzz.from(bytes)
        .inputs(2_000, 100_000)
        .feed(
            input -> {
              Files.write(file, input);
              try {
                Safetensors read = Safetensors.read(file);
                Files.write(file, bytes(read));
                assertThat(Safetensors.read(file).tensors().asMap().keySet())
                    .isEqualTo(read.tensors().asMap().keySet());
                read.tensors().asMap().values().forEach(SafetensorsFuzzTest::requireWhole);
              } catch (IOException e) {
                assertThat(e.getMessage()).startsWith(file + " ");
              }
            });
  }

  /** Files that others wrote, with numbers of several types. */
  @Test
  void readsOrRefusesWhatIsImported() throws IOException {
    byte[] header =
        ("{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[4,12]},"
                + "\"c\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[12,20]}}")
            .getBytes(UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + 20)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header)
            .array();
    Path file = folder.resolve("theirs.safetensors");
    Fuzz.from(bytes)
        .inputs(2_000, 100_000)
        .feed(
            input -> {
              Files.write(file, input);
              try {
                StoredWeights.find(file, Use.IMPORT)
                    .tensors()
                    .asMap()
                    .values()
                    .forEach(SafetensorsFuzzTest::requireWhole);
              } catch (MenagerieException e) {
                assertThat(e.getMessage())
                    .startsWith("Cannot import the weights in " + file + ": " + file + " ")
                    .endsWith(".");
              }
            });
  }

  private static void requireWhole(Tensor tensor) {
    assertThat(tensor.values()).hasSize(Math.toIntExact(tensor.shape().elements()));
    assertThat(Arrays.stream(tensor.shape().dimensions().toArray(Integer[]::new)))
        .allMatch(dimension -> dimension > 0);
  }

  private static byte[] bytes(Safetensors file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.write(out);
    return out.toByteArray();
  }
}
