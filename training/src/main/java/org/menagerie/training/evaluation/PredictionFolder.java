package org.menagerie.training.evaluation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.TreeMap;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Shape;
import org.menagerie.data.io.MappedPixels;
import org.menagerie.training.checkpoint.Safetensors;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunJson;
import org.menagerie.training.run.Signature;

/**
 * Images without labels and a network on disk, between the process that asks and the one that
 * computes; and the logits when they are done.
 *
 * @param path the folder, which holds the specification too
 */
public record PredictionFolder(Path path) {

  private Path signatureFile() {
    return path.resolve("prediction.json");
  }

  private Path pixelsFile() {
    return path.resolve("pixels.bin");
  }

  /** Weights and running statistics. */
  Path weightsFile() {
    return path.resolve("weights.safetensors");
  }

  /** The last file to appear. */
  public Path logitsFile() {
    return path.resolve("logits.bin");
  }

  /** Writes what is asked. */
  public void write(TrainedNetwork network, ImageSet images) {
    Signature signature = new Signature(network.input().dimensions(), network.classes());
    OutputFiles.write(signatureFile(), out -> RunJson.pretty().writeValue(out, signature));
    OutputFiles.write(
        weightsFile(), out -> new Safetensors(new TreeMap<>(), network.weights()).write(out));
    OutputFiles.write(
        pixelsFile(),
        file -> {
          BufferedOutputStream out = new BufferedOutputStream(file, 1 << 16);
          byte[] image = new byte[images.imageLength()];
          for (int i = 0; i < images.size(); i++) {
            images.copyImage(i, image);
            out.write(image);
          }
          out.flush();
        });
  }

  Signature readSignature() {
    try {
      return RunJson.compact().readValue(signatureFile().toFile(), Signature.class);
    } catch (IOException e) {
      throw unreadable(signatureFile(), e);
    }
  }

  /** The images; their labels mean nothing. */
  ImageSet readImages(Shape shape) {
    try {
      int length = Math.toIntExact(shape.elements());
      int images = Math.toIntExact(Files.size(pixelsFile()) / length);
      return ImageSet.of(shape, MappedPixels.of(pixelsFile(), images, length), new int[images]);
    } catch (IOException e) {
      throw unreadable(pixelsFile(), e);
    }
  }

  /**
   * Writes logits.
   *
   * @param batches the logits of some images each
   */
  void writeLogits(Iterator<float[]> batches) {
    OutputFiles.write(
        logitsFile(),
        out -> {
          while (batches.hasNext()) {
            float[] logits = batches.next();
            ByteBuffer bytes = ByteBuffer.allocate(logits.length * Float.BYTES);
            bytes.asFloatBuffer().put(logits);
            out.write(bytes.array());
          }
        });
  }

  /**
   * Reads the logits.
   *
   * @return {@code [images][classes]}
   * @throws MenagerieException if they cannot be read
   */
  public float[][] readLogits(int images, int classes) {
    float[][] logits = new float[images][classes];
    try {
      FloatBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(logitsFile())).asFloatBuffer();
      for (float[] ofImage : logits) {
        numbers.get(ofImage);
      }
      return logits;
    } catch (IOException e) {
      throw unreadable(logitsFile(), e);
    }
  }

  private static MenagerieException unreadable(Path file, IOException e) {
    return new MenagerieException(
        ErrorCode.RESULT_UNREADABLE, "Cannot read %s: %s.".formatted(file, e.getMessage()), e);
  }
}
