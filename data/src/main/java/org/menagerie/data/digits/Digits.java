package org.menagerie.data.digits;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.data.idx.IdxEncoder;
import org.menagerie.data.idx.IdxPart;
import org.menagerie.data.io.Sha256;

/**
 * The data set {@code digits}: 10,000 training and 2,000 test images of 28x28, white on black,
 * equally many of each class, in random order. Its only source is this program, and no bit of it
 * depends on the machine, the JDK or the number of threads. Mean and deviation of its grey levels
 * are near MNIST's, and so is its difficulty: between 80 and 92 % of the test images for a linear
 * model, about 99 % for a small convolutional network.
 */
public final class Digits {
  /** Changes whenever the images do. */
  public static final String VERSION = "digits-v1";

  /** The SHA-256 of each part as an unpacked IDX file. */
  public static final Map<IdxPart, String> CHECKSUMS =
      Map.of(
          IdxPart.TRAIN_IMAGES, "85f79a27b784ff8bcc8105fc92cfbe6bb8ad8daaa7c9ea89651f7e5400432a27",
          IdxPart.TRAIN_LABELS, "c8e58ba7bf449be9a9552ae13b0ea21e92dcca03978398568188fb3599a83179",
          IdxPart.TEST_IMAGES, "9c452f6515764e0d4dccca10a6f94f077e75627bc1a27a119f63bce620d2b8aa",
          IdxPart.TEST_LABELS, "14c90e291b82f06f7b6728c31713bfddc5abd98e15d85f5ded8fe11238387b5e");

  static final String NAME = "digits";
  private static final int CLASSES = 10;
  private static final Shape SHAPE = Shape.image(1, Canvas.SIZE, Canvas.SIZE);

  /** Shape and classes of the digits. */
  public static final ImageFormat FORMAT = new ImageFormat(SHAPE, CLASSES);

  private static final int TRAIN_IMAGES = 10_000;
  private static final int TEST_IMAGES = 2_000;
  private static final long SEED = 1;

  private Digits() {}

  /** Draws the data set; takes a second or two. */
  public static Dataset draw() {
    ImageSet train = draw("train", TRAIN_IMAGES);
    ImageSet test = draw("test", TEST_IMAGES);
    SortedMap<String, String> checksums = new TreeMap<>();
    encode(train, test).forEach((part, file) -> checksums.put(part.fileName(), Sha256.of(file)));
    return Dataset.builder(NAME, CLASSES, train, test).checksums(checksums).build();
  }

  /** The unpacked IDX files of a data set. */
  static Map<IdxPart, byte[]> encode(Dataset dataset) {
    return encode(dataset.train(), dataset.test());
  }

  private static Map<IdxPart, byte[]> encode(ImageSet train, ImageSet test) {
    Map<IdxPart, byte[]> files = new EnumMap<>(IdxPart.class);
    files.put(IdxPart.TRAIN_IMAGES, IdxEncoder.images(train));
    files.put(IdxPart.TRAIN_LABELS, IdxEncoder.labels(train));
    files.put(IdxPart.TEST_IMAGES, IdxEncoder.images(test));
    files.put(IdxPart.TEST_LABELS, IdxEncoder.labels(test));
    return files;
  }

  private static ImageSet draw(String set, int count) {
    byte[] labels = labels(RandomStream.of(SEED, NAME + " order " + set), count);
    int length = Math.toIntExact(SHAPE.elements());
    byte[] pixels = new byte[count * length];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i ->
                new DigitWriter(RandomStream.of(SEED, NAME + " image " + set, i))
                    .write(labels[i], pixels, i * length));
    return new ImageSet(SHAPE, pixels, labels);
  }

  /** Equally many of each class, shuffled (Fisher and Yates). */
  private static byte[] labels(RandomStream random, int count) {
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      int other = random.below(i + 1);
      labels[i] = labels[other];
      labels[other] = (byte) (i % CLASSES);
    }
    return labels;
  }
}
