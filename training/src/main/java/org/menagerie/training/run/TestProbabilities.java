package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.metric.Predictions;

/**
 * What the final network of a run says of each test image, so that any metric can be computed once
 * its weights have gone: a safetensors file with {@code labels} and {@code log_probabilities} of
 * half precision. Near 1, logarithms have more digits than probabilities.
 */
@SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
public record TestProbabilities(float[][] logarithms, int[] labels) {
  /** Beyond that, a run would be larger than the images that it is tested on. */
  private static final long MOST_NUMBERS = 20_000_000;

  private static final int LENGTH_BYTES = Long.BYTES;

  /** Of minus zero, whose next lower half is the largest below it. */
  private static final int MINUS_ZERO = 0x8000;

  /** Whether so many are kept. */
  public static boolean areKept(long images, int classes) {
    return images * classes <= MOST_NUMBERS;
  }

  /**
   * Logarithms as they are kept: rounded, but so that the answers stay the first of the largest.
   *
   * @param answers the likeliest class of each image, before anything was rounded
   */
  public static TestProbabilities rounded(float[][] logarithms, int[] answers, int[] labels) {
    float[][] rounded = new float[logarithms.length][];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = rounded(logarithms[i], answers[i]);
    }
    return new TestProbabilities(rounded, labels);
  }

  private static float[] rounded(float[] row, int answer) {
    short largest = Half.of(row[answer]);
    float[] rounded = new float[row.length];
    for (int k = 0; k < row.length; k++) {
      short half = Half.of(row[k]);
      boolean overtakes = k < answer && Half.toFloat(half) >= Half.toFloat(largest);
      rounded[k] = Half.toFloat(overtakes ? (short) ((half | MINUS_ZERO) + 1) : half);
    }
    return rounded;
  }

  private static int answer(float[] row) {
    int best = 0;
    for (int k = 1; k < row.length; k++) {
      best = row[k] > row[best] ? k : best;
    }
    return best;
  }

  /** The same, as metrics take them. */
  public Predictions predictions() {
    double[][] probabilities = new double[logarithms.length][];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = new double[logarithms[i].length];
      for (int k = 0; k < probabilities[i].length; k++) {
        probabilities[i][k] = Math.min(1, StrictMath.exp(logarithms[i][k]));
      }
    }
    return new Predictions(probabilities, labels);
  }

  /** Stores them in a run's folder. */
  public void write(RunFolder folder) {
    byte[] file = bytes();
    OutputFiles.write(folder.testProbabilities(), out -> out.write(file));
  }

  private byte[] bytes() {
    byte[] header = header(labels.length, logarithms[0].length).getBytes(UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(
                LENGTH_BYTES + header.length + dataBytes(labels.length, logarithms[0].length))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(header.length).put(header);
    for (int label : labels) {
      buffer.putInt(label);
    }
    for (float[] row : logarithms) {
      for (float logarithm : row) {
        buffer.putShort(Half.of(logarithm));
      }
    }
    return buffer.array();
  }

  private static int dataBytes(int images, int classes) {
    return images * (Integer.BYTES + Short.BYTES * classes);
  }

  /** Padded by spaces to a multiple of eight, as the format wants it. */
  private static String header(int images, int classes) {
    int labels = images * Integer.BYTES;
    String header =
        String.format(
            Locale.ROOT,
            "{\"labels\":{\"dtype\":\"I32\",\"shape\":[%d],\"data_offsets\":[0,%d]},\"log_probabilities\":{\"dtype\":\"F16\",\"shape\":[%d,%d],\"data_offsets\":[%d,%d]}}",
            images,
            labels,
            images,
            classes,
            labels,
            dataBytes(images, classes));
    return header + " ".repeat(Math.floorMod(-header.length(), LENGTH_BYTES));
  }

  /**
   * Reads those of a run.
   *
   * @return none if the run has none
   * @throws MenagerieException if the file is damaged, or of another result
   */
  public static Optional<TestProbabilities> read(RunFolder folder, TestOutcome outcome) {
    return OutputFiles.read(folder.testProbabilities())
        .map(
            file -> {
              try {
                return parse(file, outcome);
              } catch (IOException e) {
                throw new MenagerieException(
                    ErrorCode.RESULT_UNREADABLE,
                    "Cannot read %s: %s; restore it from a copy, or train the run again."
                        .formatted(folder.testProbabilities(), e.getMessage()),
                    e);
              }
            });
  }

  private static TestProbabilities parse(byte[] file, TestOutcome outcome) throws IOException {
    int images = outcome.images();
    int classes = outcome.confusion().size();
    byte[] header = header(images, classes).getBytes(UTF_8);
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length != LENGTH_BYTES + header.length + dataBytes(images, classes)
        || buffer.getLong() != header.length
        || ByteBuffer.wrap(header).mismatch(buffer.slice(LENGTH_BYTES, header.length)) >= 0) {
      throw new IOException(
          "it is not of %d images and %d classes, as the result is".formatted(images, classes));
    }
    buffer.position(LENGTH_BYTES + header.length);
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = buffer.getInt();
    }
    float[][] logarithms = new float[images][classes];
    for (float[] row : logarithms) {
      for (int k = 0; k < classes; k++) {
        row[k] = Half.toFloat(buffer.getShort());
      }
    }
    TestProbabilities read = new TestProbabilities(logarithms, labels);
    read.requireOf(outcome);
    return read;
  }

  /** Every answer has to be that of the result. */
  private void requireOf(TestOutcome outcome) throws IOException {
    int classes = outcome.confusion().size();
    int[] answers = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IOException("image " + i + " has the label " + labels[i]);
      }
      for (float logarithm : logarithms[i]) {
        if (!(logarithm <= 0)) {
          throw new IOException(logarithm + " is no logarithm of a probability");
        }
      }
      answers[i] = answer(logarithms[i]);
    }
    TestOutcome found = TestOutcome.of(answers, new double[answers.length], labels, classes);
    if (!found.correctBits().equals(outcome.correctBits())
        || !found.confusion().equals(outcome.confusion())) {
      throw new IOException("its answers are not those of the result");
    }
  }
}
