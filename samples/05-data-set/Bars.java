package com.example.bars;

import java.nio.file.Path;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

/**
 * A bar in one of twelve columns, in coloured noise. It is drawn here; a data set of files reads
 * them in {@link #load}, and says in {@link DatasetProvider#download} where {@code runner data
 * fetch} finds them.
 */
public final class Bars implements DatasetProvider {
  private static final int COLOURS = 3;
  private static final int SIZE = 32;
  private static final int CLASSES = 12;
  private static final ImageFormat FORMAT =
      new ImageFormat(Shape.image(COLOURS, SIZE, SIZE), CLASSES);
  private static final int TRAIN_IMAGES = 2_000;
  private static final int TEST_IMAGES = 500;

  @Override
  public String name() {
    return "bars";
  }

  @Override
  public String description() {
    return "2,000 + 500 bars in one of twelve columns, 32x32 in colour; always there";
  }

  @Override
  public boolean isPresent(Path dataDirectory) {
    return true;
  }

  /** Said without drawing, since it is asked for before each training. */
  @Override
  public ImageFormat format(Path dataDirectory) {
    return FORMAT;
  }

  @Override
  public Dataset load(Path dataDirectory) {
    // Whoever reads files gives the builder their checksums: results keep them.
    return Dataset.builder(
            "bars", CLASSES, draw("train", TRAIN_IMAGES), draw("test", TEST_IMAGES))
        .build();
  }

  private static ImageSet draw(String part, int count) {
    int length = Math.toIntExact(FORMAT.shape().elements());
    byte[] pixels = new byte[count * length];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      RandomStream random = RandomStream.of(1, "bars " + part, i);
      labels[i] = (byte) random.below(CLASSES);
      drawBar(labels[i], pixels, i * length, random);
    }
    return new ImageSet(FORMAT.shape(), pixels, labels);
  }

  private static void drawBar(int column, byte[] pixels, int offset, RandomStream random) {
    int left = 4 + 2 * column;
    for (int value = 0; value < COLOURS * SIZE * SIZE; value++) {
      int x = value % SIZE;
      double light = x == left || x == left + 1 ? 150 : 50;
      double noise = 50 * random.gaussian();
      pixels[offset + value] = (byte) Math.max(0, Math.min(255, Math.round(light + noise)));
    }
  }
}
