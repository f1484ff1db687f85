package org.menagerie.export.tensorboard;

import static java.util.Comparator.comparingDouble;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Shape;
import org.menagerie.data.io.Png;
import org.menagerie.export.protobuf.ProtoMessage;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Misclassification;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * A training as TensorBoard shows it, in a folder of its own below the one that TensorBoard is
 * given. Steps are epochs. All that was added is there for readers at once.
 *
 * <p>Methods throw a {@link org.menagerie.api.error.MenagerieException} if the files cannot be
 * written.
 */
public final class RunLog implements AutoCloseable {
  /** Misclassified images that are shown. */
  public static final int MOST_IMAGES = 12;

  private static final String HPARAMS = "_hparams_/";

  private final EventFile events;

  private RunLog(EventFile events) {
    this.events = events;
  }

  /**
   * Begins a log, in the place of an earlier one of the same run.
   *
   * @param directory the one that TensorBoard is given
   * @param run the name of the run's folder
   * @param spec of the run
   * @param at when the training began
   */
  public static RunLog begin(Path directory, String run, RunSpec spec, Instant at) {
    // Always the same bytes, so that it does not matter which run writes them last.
    try (EventFile experiment = EventFile.begin(directory, Instant.EPOCH)) {
      experiment.add(
          0,
          Instant.EPOCH,
          List.of(Summaries.hyperParameters(HPARAMS + "experiment", HyperParameters.experiment())));
    }
    RunLog log = new RunLog(EventFile.begin(directory.resolve(run), at));
    log.events.add(
        0,
        at,
        List.of(
            Summaries.hyperParameters(
                HPARAMS + "session_start_info", HyperParameters.begun(spec, at)),
            Summaries.text(
                "run",
                "What was trained",
                "%s on %s, data set %s, recipe %s, seed %d. Steps are epochs."
                    .formatted(
                        spec.modelId(),
                        spec.engine(),
                        spec.dataset(),
                        spec.recipe().name(),
                        spec.seed()))));
    return log;
  }

  /** The file of the run. */
  public Path file() {
    return events.path();
  }

  /** Adds a point to each curve. */
  public void add(EpochMetrics epoch, Instant at) {
    List<ProtoMessage> values = new ArrayList<>();
    Stream.concat(EpochScalar.METRICS.stream(), EpochScalar.OTHERS.stream())
        .forEach(
            curve ->
                curve
                    .value()
                    .apply(epoch)
                    .map(value -> Summaries.scalar(curve.tag(), curve.description(), value))
                    .ifPresent(values::add));
    events.add(epoch.epoch(), at, values);
  }

  /** Adds a histogram of each tensor of the network after an epoch. */
  public void add(int epoch, TensorMap weights, Instant at) {
    List<ProtoMessage> values = new ArrayList<>();
    weights
        .asMap()
        .forEach(
            (name, tensor) ->
                values.add(
                    Summaries.histogram(
                        "weights/" + name,
                        "%s, after each epoch".formatted(tensor.shape()),
                        Bucket.of(tensor.values()))));
    events.add(epoch, at, values);
  }

  /** Adds the confusion matrix of the final network, and that the run came to its end. */
  public void end(RunResult result, Instant at) {
    BufferedImage picture = ConfusionPicture.of(result.testOutcome().confusion());
    String classes =
        result
            .signature()
            .map(signature -> " The classes: " + String.join(", ", signature.classes()) + ".")
            .orElse("");
    events.add(
        result.finalEpoch().epoch(),
        at,
        List.of(
            Summaries.image(
                "confusion",
                "Test images by their class (rows) and the class they were taken for (columns),"
                    + " of the final network."
                    + classes,
                picture.getWidth(),
                picture.getHeight(),
                png(picture)),
            Summaries.hyperParameters(HPARAMS + "session_end_info", HyperParameters.ended(at))));
  }

  /**
   * Adds those of the run's test images that its final network was most sure of and got wrong, at
   * most {@link #MOST_IMAGES}.
   *
   * @param images that the run was tested on
   */
  public void addMisclassified(RunResult result, ImageSet images, Instant at) {
    List<Misclassification> worst =
        result.testOutcome().mistakes().orElse(List.of()).stream()
            .sorted(comparingDouble(Misclassification::confidence).reversed())
            .limit(MOST_IMAGES)
            .toList();
    List<ProtoMessage> values = new ArrayList<>();
    for (Misclassification mistake : worst) {
      BufferedImage picture = picture(images, mistake.image());
      values.add(
          Summaries.image(
              String.format(Locale.ROOT, "misclassified/%02d", values.size() + 1),
              String.format(
                  Locale.ROOT,
                  "Test image %d, counted from 0: class %s, taken for %s with a probability of %.3f",
                  mistake.image(),
                  name(result, mistake.label()),
                  name(result, mistake.predicted()),
                  mistake.confidence()),
              picture.getWidth(),
              picture.getHeight(),
              png(picture)));
    }
    events.add(result.finalEpoch().epoch(), at, values);
  }

  private static String name(RunResult result, int label) {
    return result
        .signature()
        .map(signature -> signature.classes().get(label))
        .orElse(Integer.toString(label));
  }

  /** Grey where the image has no three channels. */
  private static BufferedImage picture(ImageSet images, int index) {
    Shape shape = images.shape();
    byte[] pixels = new byte[images.imageLength()];
    images.copyImage(index, pixels);
    int area = shape.height() * shape.width();
    int second = shape.channels() == 3 ? area : 0;
    BufferedImage picture =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < area; i++) {
      int red = pixels[i] & 0xff;
      int green = pixels[i + second] & 0xff;
      int blue = pixels[i + 2 * second] & 0xff;
      picture.setRGB(i % shape.width(), i / shape.width(), red << 16 | green << 8 | blue);
    }
    return picture;
  }

  private static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Png.write(picture, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    events.close();
  }
}
