package org.menagerie.data.folder;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import javax.imageio.IIOException;
import org.menagerie.api.network.Shape;
import org.menagerie.data.augment.Luminance;
import org.menagerie.data.augment.PlaneResize;

/** The levels of a picture, channel by channel, row by row. */
final class Levels {
  private static final int WHITE = 255;
  private static final int BYTE = 8;
  private static final int WIDEST = 16;

  private final int channels;
  private final int height;
  private final int width;
  private final byte[] pixels;

  private Levels(int channels, int height, int width) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    pixels = new byte[channels * height * width];
  }

  /**
   * The levels of an image as they are in its file, whatever profile goes with them: wider ones
   * rounded to 8 bits, transparent ones on white, and colours as grey (Pillow's {@code L}) if one
   * channel is asked for.
   *
   * @throws IIOException if it has colours of another kind
   */
  static Levels of(BufferedImage image, int channels) throws IIOException {
    Levels levels = new Levels(channels, image.getHeight(), image.getWidth());
    Pixels source =
        image.getColorModel() instanceof IndexColorModel palette
            ? new Palette(palette)
            : new Components(image.getColorModel());
    Raster raster = image.getRaster();
    int[] row = new int[levels.width * raster.getNumBands()];
    int[] rgb = new int[3];
    for (int y = 0; y < levels.height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, levels.width, 1, row);
      for (int x = 0; x < levels.width; x++) {
        source.read(row, x * raster.getNumBands(), rgb);
        levels.put(y * levels.width + x, rgb);
      }
    }
    return levels;
  }

  private void put(int pixel, int[] rgb) {
    if (channels == 1) {
      pixels[pixel] = (byte) Luminance.of(rgb[0], rgb[1], rgb[2]);
      return;
    }
    for (int channel = 0; channel < channels; channel++) {
      pixels[channel * height * width + pixel] = (byte) rgb[channel];
    }
  }

  /** The same picture, upright. */
  Levels turned(Orientation orientation) {
    if (orientation == Orientation.UPRIGHT) {
      return this;
    }
    boolean sideways = orientation.isSideways();
    Levels turned = new Levels(channels, sideways ? width : height, sideways ? height : width);
    for (int y = 0; y < turned.height; y++) {
      for (int x = 0; x < turned.width; x++) {
        int from = orientation.source(x, y, turned.width, turned.height, width);
        for (int channel = 0; channel < channels; channel++) {
          int plane = channel * height * width;
          turned.pixels[plane + y * turned.width + x] = pixels[plane + from];
        }
      }
    }
    return turned;
  }

  /** Writes the picture with the size of {@code shape}: bilinear, smoothed where it shrinks. */
  void write(Shape shape, byte[] target, int at) {
    if (shape.height() == height && shape.width() == width) {
      System.arraycopy(pixels, 0, target, at, pixels.length);
      return;
    }
    PlaneResize resize = new PlaneResize(height, width, shape.height(), shape.width());
    for (int channel = 0; channel < channels; channel++) {
      resize.apply(
          pixels,
          channel * height * width,
          width,
          target,
          at + channel * shape.height() * shape.width());
    }
  }

  /** What the samples of a pixel mean. */
  private interface Pixels {
    /** Reads the pixel at {@code at} as red, green and blue, 0 to 255. */
    void read(int[] samples, int at, int[] rgb);
  }

  private static int onWhite(int level, int alpha) {
    return (level * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE;
  }

  /** Samples are numbers of colours. */
  private static final class Palette implements Pixels {
    private final int[][] colours;

    Palette(IndexColorModel palette) {
      colours = new int[palette.getMapSize()][];
      for (int i = 0; i < colours.length; i++) {
        int alpha = palette.getAlpha(i);
        colours[i] =
            new int[] {
              onWhite(palette.getRed(i), alpha),
              onWhite(palette.getGreen(i), alpha),
              onWhite(palette.getBlue(i), alpha)
            };
      }
    }

    @Override
    public void read(int[] samples, int at, int[] rgb) {
      // A number beyond the palette is black, as in browsers.
      int[] colour = samples[at] < colours.length ? colours[samples[at]] : new int[rgb.length];
      System.arraycopy(colour, 0, rgb, 0, rgb.length);
    }
  }

  /** Samples are levels of grey or of red, green and blue, and perhaps opacity after them. */
  private static final class Components implements Pixels {
    private final int[] largest;
    private final int coloured;

    Components(ColorModel model) throws IIOException {
      coloured = model.getNumColorComponents();
      largest = new int[model.getNumComponents()];
      for (int i = 0; i < largest.length; i++) {
        int bits = model.getComponentSize(i);
        if (bits > WIDEST) {
          throw new IIOException("it has %d bits for a level".formatted(bits));
        }
        largest[i] = (1 << bits) - 1;
      }
      if ((coloured != 1 && coloured != 3) || largest.length > coloured + 1) {
        throw new IIOException("it has %d channels".formatted(largest.length));
      }
    }

    @Override
    public void read(int[] samples, int at, int[] rgb) {
      int alpha = largest.length > coloured ? level(samples, at, coloured) : WHITE;
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = onWhite(level(samples, at, coloured == 1 ? 0 : i), alpha);
      }
    }

    private int level(int[] samples, int at, int component) {
      int most = largest[component];
      int sample = samples[at + component];
      return most == (1 << BYTE) - 1 ? sample : (sample * WHITE + most / 2) / most;
    }
  }
}
