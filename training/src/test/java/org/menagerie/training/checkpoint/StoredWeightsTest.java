package org.menagerie.training.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.menagerie.training.checkpoint.StoredWeights.Transfer;
import org.menagerie.training.checkpoint.StoredWeights.Use;

class StoredWeightsTest {
  @TempDir private Path folder;

  private static Tensor tensor(float... values) {
    return new Tensor(Shape.flat(values.length), values);
  }

  private static TensorMap drawn() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("0.weight", tensor(1, 2, 3));
    tensors.put("0.bias", tensor(4));
    tensors.put("1.weight", tensor(5, 6));
    return new TensorMap(tensors);
  }

  private Path write(String name, Map<String, Tensor> tensors) throws IOException {
    Path file = folder.resolve(name);
    try (var out = Files.newOutputStream(file)) {
      new Safetensors(Map.of(), new TensorMap(tensors)).write(out);
    }
    return file;
  }

  @Test
  void takeThePlaceOfThoseOfTheirNameAndShape() throws IOException {
    Path file =
        write(
            "some.safetensors",
            Map.of("0.weight", tensor(7, 8, 9), "1.weight", tensor(7), "2.weight", tensor(7)));

    Transfer transfer = StoredWeights.find(file, Use.START).into(drawn());

    assertThat(transfer.weights().names()).containsExactly("0.weight", "0.bias", "1.weight");
    assertThat(transfer.weights().get("0.weight").values()).containsExactly(7, 8, 9);
    assertThat(transfer.weights().get("0.bias").values()).containsExactly(4);
    assertThat(transfer.weights().get("1.weight").values()).containsExactly(5, 6);
    assertThat(transfer.summary("F"))
        .isEqualTo(
            "Starts from 1 of 3 tensors of the network, as in F; drawn: 0.bias;"
                + " of another shape: 1.weight ([2], the file has [1]); unused: 2.weight.");
  }

  @Test
  void ofARunAreThoseOfItsLastCheckpointWithoutWhatOnlyTrainingNeeds() {
    new Checkpoint(
            3,
            SessionState.of(
                drawn(), new TensorMap(Map.of("0.weight.momentum_buffer", tensor(1))), 12),
            OptionalInt.of(2))
        .write(folder.resolve("checkpoint-last.safetensors"));

    StoredWeights weights = StoredWeights.find(folder, Use.START);

    assertThat(weights.tensors().names()).containsExactly("0.weight", "0.bias", "1.weight");
    assertThat(weights.source().name())
        .isEqualTo(folder.getFileName() + "/checkpoint-last.safetensors");
    assertThat(weights.into(drawn()).summary("F"))
        .isEqualTo("Starts from 3 of 3 tensors of the network, as in F.");
  }

  /** PyTorch's batch norm counts its batches in 64-bit integers. */
  @Test
  void leaveOutWhatIsNoFloat() throws IOException {
    byte[] header =
        ("{\"0.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                + "\"0.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}")
            .getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).putLong(77).putFloat(1.5f);
    Path file = Files.write(folder.resolve("torch.safetensors"), bytes.array());

    StoredWeights weights = StoredWeights.find(file, Use.START);

    assertThat(weights.tensors().names()).containsExactly("0.bias");
    assertThat(weights.tensors().get("0.bias").values()).containsExactly(1.5f);
  }

  @Test
  void ofOtherSizesBecomeFloatsOf32Bits() throws IOException {
    byte[] header =
        ("{\"double\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"half\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[8,12]},"
                + "\"brain\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[12,16]}}")
            .getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).putDouble(0.1);
    bytes.putShort((short) 0x3c01).putShort((short) 0xc000);
    bytes.putShort((short) 0x3fc0).putShort((short) 0xc040);
    Path file = Files.write(folder.resolve("torch.safetensors"), bytes.array());

    TensorMap tensors = StoredWeights.find(file, Use.START).tensors();

    assertThat(tensors.get("double").values()).containsExactly(0.1f);
    assertThat(tensors.get("half").values()).containsExactly(1 + 0x1p-10f, -2f);
    assertThat(tensors.get("brain").values()).containsExactly(1.5f, -3f);
  }

  @Test
  void areAllTheirsForATeacher() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("1.weight", tensor(1, 2));
    tensors.put("0.bias", tensor(3));
    tensors.put("0.weight", tensor(4, 5, 6));
    Path file = write("teacher.safetensors", tensors);

    TensorMap all = StoredWeights.find(file, Use.LEARN).all(drawn(), "zoo/model");

    assertThat(all.names()).containsExactly("0.weight", "0.bias", "1.weight");
    assertThat(all.get("0.weight").values()).containsExactly(4, 5, 6);
    assertThat(all.get("0.bias").values()).containsExactly(3);
    assertThat(all.get("1.weight").values()).containsExactly(1, 2);
  }

  @Test
  void areNoTeachersWhereAnythingDoesNotFit() throws IOException {
    Path file =
        write("teacher.safetensors", Map.of("0.weight", tensor(4), "1.weight", tensor(1, 2)));
    Path larger =
        write(
            "larger.safetensors",
            Map.of(
                "0.weight",
                tensor(1, 2, 3),
                "0.bias",
                tensor(4),
                "1.weight",
                tensor(5, 6),
                "2.bias",
                tensor(7)));

    assertNoTeacher(file, "missing: 0.bias; of another shape: 0.weight ([3], the file has [1])");
    assertNoTeacher(larger, "too many: 2.bias");
  }

  private static void assertNoTeacher(Path file, String wrong) {
    assertThatThrownBy(() -> StoredWeights.find(file, Use.LEARN).all(drawn(), "zoo/model"))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "The weights in %s are not those of zoo/model for these images (%s): name their model with --teacher-model, and data like those that they were trained on."
                .formatted(file, wrong));
  }

  @Test
  void areNotThoseOfAModelThatHasChanged() throws IOException {
    Path file = write("run.safetensors", Map.of("0.weight", tensor(4)));

    assertThatThrownBy(() -> StoredWeights.find(file, Use.PREDICT).all(drawn(), "zoo/model"))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "The weights in %s are not those of zoo/model for these images (missing: 0.bias, 1.weight; of another shape: 0.weight ([3], the file has [1])): the model is another one than it was; bring back the one that they were trained in.",
            file);
  }

  @Test
  void areNamedUpToTheFourth() {
    List<String> five = List.of("a", "b", "c", "d", "e");

    assertThat(new Transfer(drawn(), List.of(), five.subList(0, 4), List.of(), five).summary("F"))
        .isEqualTo(
            "Starts from 0 of 3 tensors of the network, as in F; drawn: a, b, c, d;"
                + " unused: a, b, c, d and 1 more.");
  }

  @Test
  void areRefusedWhereNothingFits() throws IOException {
    Path file = write("other.safetensors", Map.of("features.0.weight", tensor(7)));

    assertThatThrownBy(() -> StoredWeights.find(file, Use.START).into(drawn()))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "Nothing in %s fits the network: it has features.0.weight [1], the network has 0.weight [3], 0.bias [1], 1.weight [2]."
                .formatted(file));
  }

  @Test
  void areRefusedWhereTheyAreMissingDamagedOrOthers() throws IOException {
    Path none = folder.resolve("none");
    Path text = Files.writeString(folder.resolve("text"), "no weights at all");
    Path file = write("some.safetensors", Map.of("0.bias", tensor(7)));
    StoredWeights first = StoredWeights.find(file, Use.START);
    write("some.safetensors", Map.of("0.bias", tensor(8)));

    assertThatThrownBy(() -> StoredWeights.find(none, Use.START))
        .hasMessage(
            "There is no %s to start from: name a run's folder, or a safetensors file."
                .formatted(none));
    assertThatThrownBy(() -> StoredWeights.find(folder, Use.START))
        .hasMessage(
            "The folder %s has no checkpoint-last.safetensors to start from: name a run's folder, or a safetensors file."
                .formatted(folder));
    assertThatThrownBy(() -> StoredWeights.find(text, Use.START))
        .hasMessage(
            "Cannot start from the weights in %s: %s is cut off in its header."
                .formatted(text, text));
    assertThatThrownBy(() -> StoredWeights.read(first.source(), Use.START))
        .hasMessage(
            "The weights in %s are not those that the run was to start from: bring those back, or start it again."
                .formatted(file));
    assertThat(List.of(first.tensors().get("0.bias").values()[0])).containsExactly(7f);
  }
}
