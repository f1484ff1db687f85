package com.example.bars;

import java.nio.file.Path;
import java.util.TreeMap;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

/**
 * A bar in one of ten columns, in noise. It is drawn here; a data set of files reads them in {@link
 * #load}, and says in {@link DatasetProvider#download} where {@code runner data fetch} finds them.
 */
public final class Bars implements DatasetProvider {
  private static final int SIZE = 28;
  private static final int CLASSES = 10;
  private static final int TRAIN_IMAGES = 2_000;
  private static final int TEST_IMAGES = 500;

  @Override
  public String name() {
    return "bars";
  }

  @Override
  public String description() {
    return "2,000 + 500 bars in one of ten columns, 28x28; always there";
  }

  @Override
  public boolean isPresent(Path dataDirectory) {
    return true;
  }

  @Override
  public Dataset load(Path dataDirectory) {
    // Whoever reads files puts their checksums here: results keep them.
    return new Dataset(
        "bars", CLASSES, draw("train", TRAIN_IMAGES), draw("test", TEST_IMAGES), new TreeMap<>());
  }

  private static ImageSet draw(String part, int count) {
    byte[] pixels = new byte[count * SIZE * SIZE];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      RandomStream random = RandomStream.of(1, "bars " + part, i);
      labels[i] = (byte) random.below(CLASSES);
      drawBar(labels[i], pixels, i * SIZE * SIZE, random);
    }
    return new ImageSet(Shape.image(1, SIZE, SIZE), pixels, labels);
  }

  private static void drawBar(int column, byte[] pixels, int offset, RandomStream random) {
    int left = 4 + 2 * column;
    for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
      int x = pixel % SIZE;
      double light = x == left || x == left + 1 ? 150 : 50;
      double noise = 50 * random.gaussian();
      pixels[offset + pixel] = (byte) Math.max(0, Math.min(255, Math.round(light + noise)));
    }
  }
}
