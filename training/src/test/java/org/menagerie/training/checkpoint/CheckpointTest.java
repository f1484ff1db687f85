package org.menagerie.training.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;

class CheckpointTest {
  @TempDir private Path folder;

  @Test
  void comesBackAsItWasWritten() {
    Path file = folder.resolve("checkpoint.safetensors");
    float[] weights = {1.5f, -0.0f, Float.MIN_VALUE, 3e38f};
    Tensor weight = new Tensor(new Shape(List.of(2, 2)), weights);
    Tensor velocity = new Tensor(new Shape(List.of(2, 2)), new float[] {1, 2, 3, 4});
    new Checkpoint(
            3,
            SessionState.of(
                new TensorMap(Map.of("0.weight", weight)),
                new TensorMap(Map.of("0.weight.momentum_buffer", velocity)),
                1407),
            OptionalInt.of(2))
        .write(file);

    Checkpoint read = Checkpoint.read(file).orElseThrow();

    assertThat(read.epoch()).isEqualTo(3);
    assertThat(read.numericVersion()).hasValue(2);
    assertThat(read.state().steps()).isEqualTo(1407);
    assertThat(read.state().weights().names()).containsExactly("0.weight");
    assertThat(read.state().weights().get("0.weight").shape()).isEqualTo(weight.shape());
    assertThat(read.state().weights().get("0.weight").values()).isEqualTo(weights);
    assertThat(read.state().optimizer().get("0.weight.momentum_buffer").values())
        .isEqualTo(velocity.values());
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void isTheSameFileInEveryProcess() throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    Tensor weight = new Tensor(Shape.flat(1), new float[] {1});
    checkpoint(SessionState.initial(new TensorMap(Map.of("0.weight", weight)))).write(file);

    assertThat(Checkpoint.read(file).orElseThrow().numericVersion()).isEmpty();
    // Two JVMs order the entries of an immutable map differently.
    assertThat(Files.readString(file, ISO_8859_1))
        .contains("{\"__metadata__\":{\"epoch\":\"1\",\"steps\":\"0\"},\"0.weight\":");
  }

  /** Byte by byte what the format's documentation says; the header is filled up with blanks. */
  @Test
  void isWrittenAsTheFormatSays() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", new Tensor(new Shape(List.of(1, 2)), new float[] {1, -2}));
    tensors.put("b", new Tensor(Shape.flat(1), new float[] {0.5f}));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new Safetensors(Map.of("epoch", "1"), new TensorMap(tensors)).write(out);

    byte[] header =
        ("{\"__metadata__\":{\"epoch\":\"1\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}     ")
            .getBytes(UTF_8);
    assertThat(header.length % 8).isZero();
    ByteBuffer expected =
        ByteBuffer.allocate(8 + header.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(header.length).put(header).putFloat(1).putFloat(-2).putFloat(0.5f);
    assertThat(out.toByteArray()).isEqualTo(expected.array());
  }

  @Test
  void readsAFileThatIsAllHeader() throws IOException {
    byte[] header = "{\"__metadata__\":{\"key\":\"value\"}}".getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
    Path file = folder.resolve("header.safetensors");
    Files.write(file, bytes.putLong(header.length).put(header).array());

    Safetensors read = Safetensors.read(file);

    assertThat(read.metadata()).containsExactly(Map.entry("key", "value"));
    assertThat(read.tensors().names()).isEmpty();
  }

  @Test
  void isNothingWhereThereIsNoFile() {
    assertThat(Checkpoint.read(folder.resolve("none"))).isEmpty();
  }

  @Test
  void refusesAFileCutOffAnywhere() throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    Tensor weight = new Tensor(Shape.flat(3), new float[] {1, 2, 3});
    checkpoint(SessionState.initial(new TensorMap(Map.of("0.weight", weight)))).write(file);
    byte[] whole = Files.readAllBytes(file);

    for (int length : new int[] {0, 7, 20, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Checkpoint.read(file))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(MenagerieException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void readsWhatOtherToolsWrite() throws IOException {
    // As the Python library writes it: any key order, offsets relative to the end of the header.
    byte[] header =
        ("{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}")
            .getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).putFloat(1).putFloat(2).putFloat(3);
    Path file = folder.resolve("other.safetensors");
    Files.write(file, bytes.array());

    Safetensors read = Safetensors.read(file);

    assertThat(read.tensors().get("a").values()).containsExactly(1, 2);
    assertThat(read.tensors().get("b").values()).containsExactly(3);
  }

  /** A checkpoint without a numeric version, as those of before. */
  private static Checkpoint checkpoint(SessionState state) {
    return new Checkpoint(1, state, OptionalInt.empty());
  }
}
