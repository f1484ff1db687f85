package org.menagerie.training.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.training.checkpoint.StoredWeights.Use;

class OnnxWeightsTest {
  private static final Path FILE = Path.of("model.onnx");

  @TempDir private Path folder;

  /** A message in the making; what goes wrong while it is written to memory is a fault here. */
  private interface Body {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      body.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] tensor(String name, int type, int[] dimensions, Body values) {
    return message(
        out -> {
          for (int dimension : dimensions) {
            out.writeInt64(1, dimension);
          }
          out.writeInt32(2, type);
          values.write(out);
          out.writeString(8, name);
        });
  }

  private static byte[] model(byte[]... tensors) {
    return message(
        out ->
            out.writeByteArray(
                7,
                message(
                    graph -> {
                      for (byte[] tensor : tensors) {
                        graph.writeByteArray(5, tensor);
                      }
                    })));
  }

  private static byte[] raw(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static byte[] ofPyTorch(String name) throws IOException {
    try (InputStream in = OnnxWeightsTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static void assertValues(byte[] tensor, float... values) throws IOException {
    Tensor read = OnnxWeights.read(model(tensor), FILE).get("w");
    assertThat(read.shape()).isEqualTo(Shape.flat(values.length));
    assertThat(read.values()).containsExactly(values);
  }

  private static void assertRefused(byte[] bytes, String reason) {
    assertThatThrownBy(() -> OnnxWeights.read(bytes, FILE))
        .isInstanceOf(IOException.class)
        .hasMessage("model.onnx " + reason);
  }

  /** By PyTorch 1.13, with {@code training=PRESERVE, do_constant_folding=False}. */
  @Test
  void readsWhatPyTorchWrites() throws IOException {
    TensorMap weights = OnnxWeights.read(ofPyTorch("pytorch.onnx"), FILE);

    assertThat(weights.names())
        .containsExactly(
            "0.weight",
            "0.bias",
            "1.weight",
            "1.bias",
            "1.running_mean",
            "4.weight",
            "4.bias",
            "1.running_var");
    assertThat(weights.get("0.weight").shape().dimensions()).containsExactly(2, 1, 3, 3);
    assertThat(weights.get("0.weight").values()).startsWith(0, 0.125f).hasSize(18);
    assertThat(weights.get("1.running_mean").values()).containsExactly(50, 50.125f);
    assertThat(weights.get("4.weight").values()).startsWith(75, 75.125f).hasSize(24);
    assertThat(weights.get("1.running_var").values())
        .as("equal to 1.weight, and so written once")
        .containsExactly(25, 25.125f);
  }

  /** As PyTorch exports by default. */
  @Test
  void saysWhatToDoWhereBatchNormsAreFolded() throws IOException {
    Path file = folder.resolve("folded.ONNX");
    Files.write(file, ofPyTorch("pytorch-folded.onnx"));
    TensorMap network = OnnxWeights.read(ofPyTorch("pytorch.onnx"), FILE);

    assertThatThrownBy(() -> StoredWeights.find(file, Use.IMPORT).imported(network, "some/model"))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "Of 8 tensors of some/model for these images, 2 are in "
                + file
                + " by name and shape (missing: 0.weight, 0.bias, 1.weight, 1.bias and 2 more; too many: onnx::Conv_18, onnx::Conv_19): name another model with --model, or data like those that it was trained on with --dataset, or keep batch norms out of the convolutions where the file is exported (training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False).");
  }

  @Test
  void readsFloatsInEveryForm() throws IOException {
    int[] two = {2};
    assertValues(tensor("w", 1, two, out -> out.writeByteArray(9, raw(1.5f, -2))), 1.5f, -2);
    assertValues(tensor("w", 1, two, out -> out.writeByteArray(4, raw(1.5f, -2))), 1.5f, -2);
    assertValues(
        tensor(
            "w",
            1,
            two,
            out -> {
              out.writeFloat(4, 1.5f);
              out.writeFloat(4, -2);
            }),
        1.5f,
        -2);
    assertValues(
        tensor(
            "w",
            11,
            two,
            out -> {
              out.writeDouble(10, 1.5);
              out.writeDouble(10, -2);
            }),
        1.5f,
        -2);
    assertValues(
        tensor("w", 10, two, out -> out.writeByteArray(9, new byte[] {0, 0x3e, 0, (byte) 0xc0})),
        1.5f,
        -2);
    assertValues(
        tensor(
            "w",
            10,
            two,
            out -> {
              out.writeInt32(5, 0x3e00);
              out.writeInt32(5, 0xc000);
            }),
        1.5f,
        -2);
    assertValues(
        tensor(
            "w",
            16,
            two,
            out ->
                out.writeByteArray(
                    5,
                    message(
                        packed -> {
                          packed.writeUInt32NoTag(0x3fc0);
                          packed.writeUInt32NoTag(0xc000);
                        }))),
        1.5f,
        -2);
  }

  @Test
  void readsDimensionsThatArePacked() throws IOException {
    byte[] tensor =
        message(
            out -> {
              out.writeByteArray(1, new byte[] {2, 1});
              out.writeInt32(2, 1);
              out.writeByteArray(9, raw(3, 4));
              out.writeString(8, "w");
            });
    assertThat(OnnxWeights.read(model(tensor), FILE).get("w").shape().dimensions())
        .containsExactly(2, 1);
  }

  @Test
  void leavesOutWhatIsNoWeight() throws IOException {
    TensorMap weights =
        OnnxWeights.read(
            model(
                tensor("shape", 7, new int[] {1}, out -> out.writeInt64(7, 5)),
                tensor("limit", 1, new int[0], out -> out.writeFloat(4, 6)),
                tensor("normalization.scale", 1, new int[] {1}, out -> out.writeFloat(4, 6)),
                tensor("w", 1, new int[] {1}, out -> out.writeFloat(4, 6))),
            FILE);
    assertThat(weights.names()).containsExactly("w");
  }

  @Test
  void refusesWhatIsNotWhole() {
    byte[] whole = tensor("w", 1, new int[] {2}, out -> out.writeByteArray(9, raw(1, 2)));
    assertRefused(Arrays.copyOf(model(whole), 20), "is cut off, or no ONNX model");
    assertRefused("{\"layers\": []}".getBytes(UTF_8), "is cut off, or no ONNX model");
    assertRefused(new byte[0], "is no ONNX model, since it has no graph");
    assertRefused(model(whole, whole), "has two tensors called w");
    assertRefused(
        model(tensor("w", 1, new int[] {3}, out -> out.writeByteArray(9, raw(1, 2)))),
        "has more or fewer values of w than its shape");
    for (int size : new int[] {0, -1, 1 << 29}) {
      assertRefused(
          model(tensor("w", 1, new int[] {size}, out -> out.writeFloat(4, 1))),
          "has a tensor of an impossible shape, w");
    }
    assertRefused(
        model(tensor("w", 1, new int[] {2}, out -> out.writeInt32(14, 1))),
        "keeps the values of w in another file; save the model as one file");
  }

  /** Whatever stands in such a file, its tensors are whole or it is refused. */
  @Test
  void readsOrRefusesFiles() throws IOException {
    Path file = folder.resolve("theirs.onnx");
    Fuzz.from(ofPyTorch("pytorch.onnx"))
        .inputs(2_000, 100_000)
        .feed(
            input -> {
              Files.write(file, input);
              try {
                StoredWeights.find(file, Use.IMPORT)
                    .tensors()
                    .asMap()
                    .values()
                    .forEach(
                        tensor ->
                            assertThat(tensor.values())
                                .hasSize(Math.toIntExact(tensor.shape().elements())));
              } catch (MenagerieException e) {
                assertThat(e.getMessage())
                    .startsWith("Cannot import the weights in " + file + ": " + file + " ")
                    .endsWith(".");
              }
            });
  }
}
