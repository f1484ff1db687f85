package org.menagerie.inference;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Shape;
import org.menagerie.data.folder.LoosePictures;
import org.menagerie.inference.file.ModelArchive;
import org.menagerie.inference.plan.PlannedNetwork;
import org.menagerie.inference.run.PlanRunner;

/**
 * A trained network that says what pictures show. Any number of threads may ask it at a time; it
 * keeps memory for as many as ever asked at once, and holds no other resource.
 *
 * <pre>{@code
 * TrainedModel model = TrainedModel.load(Path.of("digits.menagerie"));
 * String digit = model.predict(Path.of("digit.png")).best().name();
 * }</pre>
 */
public final class TrainedModel {
  private static final int LEVELS = 256;
  private static final double HALF = 0.5;

  private final PlannedNetwork network;
  private final PlanRunner runner;
  private final Inversion inversion;

  /** What the network takes for each channel and each grey level. */
  private final float[][] levels;

  private TrainedModel(PlannedNetwork network) {
    this.network = network;
    runner = new PlanRunner(network.plan());
    inversion = Inversion.of(network.input(), network.normalization());
    levels = new float[network.input().channels()][LEVELS];
    for (int channel = 0; channel < levels.length; channel++) {
      for (int level = 0; level < LEVELS; level++) {
        levels[channel][level] = network.normalization().channel(channel).apply(level);
      }
    }
  }

  /**
   * Loads a model.
   *
   * @param file as {@code runner export RUN --format menagerie} writes it
   * @throws MenagerieException if it cannot be read, or is no such file
   */
  public static TrainedModel load(Path file) {
    if (Files.isDirectory(file)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s is a folder: write the network of a run to a file with \"runner export %<s --format menagerie --output FILE\", and name that."
              .formatted(file));
    }
    return new TrainedModel(ModelArchive.read(file));
  }

  /**
   * The model of a network in memory.
   *
   * @throws IllegalArgumentException if it has layers that are not built in
   */
  public static TrainedModel of(TrainedNetwork network) {
    return new TrainedModel(PlannedNetwork.of(network));
  }

  /** The model's name, for example {@code progressive/model2}. */
  public String name() {
    return network.name();
  }

  /** {@code [channels, height, width]} of an image. */
  public Shape input() {
    return network.input();
  }

  /** The names of the classes, in the order of the logits. */
  public List<String> classes() {
    return network.classes();
  }

  /**
   * Whether the training images are darker than half grey on average, as light on dark ones are.
   */
  public boolean isMostlyDark() {
    return network.normalization().mean() < HALF;
  }

  /** Where it comes from: run, data set, epoch, test accuracy in percent. */
  public SortedMap<String, String> notes() {
    return network.notes();
  }

  /**
   * Says what a picture shows. It is made to fit as {@code runner predict} does: upright, in grey
   * or in colour, resized, and inverted if it is dark on light and the training images are not.
   *
   * @param picture a PNG, JPEG, BMP or GIF file
   * @throws MenagerieException if it cannot be read
   */
  public Prediction predict(Path picture) {
    ImageSet images = LoosePictures.readOne(picture, input()).images();
    byte[] pixels = new byte[images.imageLength()];
    images.copyImage(0, pixels);
    return ofPicture(pixels);
  }

  /**
   * Says what a picture shows, made to fit as one from a file.
   *
   * @throws MenagerieException if it has colours that are not read, such as CMYK
   */
  public Prediction predict(BufferedImage picture) {
    return ofPicture(LoosePictures.fitted(picture, input()));
  }

  private Prediction ofPicture(byte[] pixels) {
    boolean inverted = inversion.isNeeded(pixels);
    if (inverted) {
      Inversion.apply(pixels);
    }
    return Prediction.of(classes(), logits(pixels), inverted);
  }

  /**
   * Says what an image shows that is like the training images already.
   *
   * @param pixels grey levels 0 to 255, channel by channel, row by row
   * @throws MenagerieException if these are more or fewer than an image has
   */
  public Prediction predict(byte[] pixels) {
    return Prediction.of(classes(), logits(pixels), false);
  }

  /**
   * Computes the logits of an image: a number for each class, in their order.
   *
   * @param pixels grey levels 0 to 255, channel by channel, row by row
   * @throws MenagerieException if these are more or fewer than an image has
   */
  public float[] logits(byte[] pixels) {
    Shape shape = input();
    if (pixels.length != shape.elements()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "An image of %s has %d bytes, not %d."
              .formatted(name(), shape.elements(), pixels.length));
    }
    int area = shape.height() * shape.width();
    float[] input = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      input[i] = levels[i / area][Byte.toUnsignedInt(pixels[i])];
    }
    return runner.run(input);
  }
}
