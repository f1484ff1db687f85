package org.menagerie.data.pipeline;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.data.io.Png;
import org.menagerie.data.split.StratifiedSplit;

/**
 * Training images of every class, a row each; with augmentations, a second row below it has the
 * same images as the first epoch of a training with this seed sees them.
 *
 * @param labels of the rows' classes, from the top: the first {@value #MOST_CLASSES} that have
 *     images
 */
public record ContactSheet(BufferedImage image, List<Integer> labels) {
  /** A sheet of more is for nobody to look at. */
  public static final int MOST_CLASSES = 200;

  private static final int GAP = 2;
  private static final int BACKGROUND = 0x808080;

  /** Small images are enlarged so far that their pixels can be told. */
  private static final int SMALLEST_SIDE = 56;

  private static final int FIRST_EPOCH = 1;

  /**
   * Draws a sheet.
   *
   * @param images of one channel or three
   * @param classes of the set
   * @param samples of each class, or all that it has
   * @param transforms what is done to them in training; if empty, there are no second rows
   */
  public static ContactSheet of(
      ImageSet images, int classes, int samples, List<ImageTransform> transforms, long seed) {
    List<int[]> members = StratifiedSplit.members(images, classes);
    List<Integer> labels =
        IntStream.range(0, classes)
            .filter(k -> members.get(k).length > 0)
            .limit(MOST_CLASSES)
            .boxed()
            .toList();
    Shape shape = images.shape();
    int zoom = Math.max(1, (SMALLEST_SIDE - 1) / Math.max(shape.height(), shape.width()) + 1);
    int rows = transforms.isEmpty() ? 1 : 2;
    int width = GAP + samples * (zoom * shape.width() + GAP);
    int height = GAP + labels.size() * rows * (zoom * shape.height() + GAP);
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        sheet.setRGB(x, y, BACKGROUND);
      }
    }
    Augmenter augmenter = Augmenter.training(images, transforms, seed);
    byte[] pixels = new byte[images.imageLength()];
    for (int i = 0; i < labels.size(); i++) {
      int label = labels.get(i);
      List<Integer> chosen =
          chosen(members.get(label), samples, RandomStream.of(seed, "contact sheet", label));
      for (int k = 0; k < chosen.size(); k++) {
        int left = GAP + k * (zoom * shape.width() + GAP);
        int top = GAP + i * rows * (zoom * shape.height() + GAP);
        images.copyImage(chosen.get(k), pixels);
        draw(pixels, shape, zoom, sheet.getRaster(), left, top);
        if (rows > 1) {
          byte[] seen = augmenter.image(FIRST_EPOCH, chosen.get(k), 0);
          draw(seen, shape, zoom, sheet.getRaster(), left, top + zoom * shape.height() + GAP);
        }
      }
    }
    return new ContactSheet(sheet, labels);
  }

  /** Writes the sheet as PNG. */
  public void writePng(OutputStream out) throws IOException {
    Png.write(image, out);
  }

  /** Some of a class, each once, in the order in which they are drawn. */
  private static List<Integer> chosen(int[] members, int samples, RandomStream random) {
    List<Integer> left = new ArrayList<>(IntStream.of(members).boxed().toList());
    List<Integer> chosen = new ArrayList<>();
    while (chosen.size() < samples && !left.isEmpty()) {
      int place = random.below(left.size());
      chosen.add(left.set(place, left.get(left.size() - 1)));
      left.remove(left.size() - 1);
    }
    return chosen;
  }

  private static void draw(
      byte[] pixels, Shape shape, int zoom, WritableRaster sheet, int left, int top) {
    int plane = shape.height() * shape.width();
    for (int y = 0; y < zoom * shape.height(); y++) {
      for (int x = 0; x < zoom * shape.width(); x++) {
        int place = y / zoom * shape.width() + x / zoom;
        for (int band = 0; band < 3; band++) {
          int channel = shape.channels() == 3 ? band : 0;
          sheet.setSample(left + x, top + y, band, pixels[channel * plane + place] & 0xff);
        }
      }
    }
  }
}
