package org.menagerie.export.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.TrainedNetwork;

/** A model in ONNX Runtime, on one thread. */
final class OnnxSession implements Exported {
  private final OnnxExporter exporter;
  private final TrainedNetwork network;
  private final OrtEnvironment environment;
  private final OrtSession session;

  private OnnxSession(
      OnnxExporter exporter,
      TrainedNetwork network,
      OrtEnvironment environment,
      OrtSession session) {
    this.exporter = exporter;
    this.network = network;
    this.environment = environment;
    this.session = session;
  }

  static OnnxSession open(OnnxExporter exporter, TrainedNetwork network, Path file)
      throws IOException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return new OnnxSession(
          exporter, network, environment, environment.createSession(file.toString(), options));
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime cannot open it: " + e.getMessage(), e);
    }
  }

  @Override
  public String runtime() {
    return "ONNX Runtime " + environment.getVersion();
  }

  @Override
  public float[][] logits(byte[][] pixels) throws IOException {
    try (OnnxTensor input = input(pixels);
        OrtSession.Result result = session.run(Map.of("images", input))) {
      return (float[][]) result.get(0).getValue();
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime cannot run it: " + e.getMessage(), e);
    }
  }

  private OnnxTensor input(byte[][] pixels) throws OrtException {
    long[] shape = {
      pixels.length, network.input().channels(), network.input().height(), network.input().width()
    };
    if (!exporter.bytes()) {
      return OnnxTensor.createTensor(
          environment, FloatBuffer.wrap(network.normalized(pixels)), shape);
    }
    int length = Math.toIntExact(network.input().elements());
    // ONNX Runtime reads directly allocated memory without a copy.
    ByteBuffer levels = ByteBuffer.allocateDirect(pixels.length * length);
    for (byte[] image : pixels) {
      levels.put(image);
    }
    return OnnxTensor.createTensor(environment, levels.flip(), shape, OnnxJavaType.UINT8);
  }

  @Override
  public void close() throws IOException {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IOException(e);
    }
  }
}
