package org.menagerie.data.own;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.recipe.Normalization;

/**
 * Sums of grey levels, exact, one for each channel.
 *
 * @param pixels of a channel in all images
 * @param sums of levels
 * @param squares sums of squared levels
 */
public record Moments(long pixels, List<Long> sums, List<Long> squares) {
  private static final double WHITE = 255;

  public Moments {
    sums = List.copyOf(sums);
    squares = List.copyOf(squares);
  }

  /** Those of all images of a set. */
  public static Moments of(ImageSet images) {
    int channels = images.shape().channels();
    int plane = images.imageLength() / channels;
    long[] sums = new long[channels];
    long[] squares = new long[channels];
    byte[] image = new byte[images.imageLength()];
    for (int i = 0; i < images.size(); i++) {
      images.copyImage(i, image);
      for (int at = 0; at < image.length; at++) {
        int level = Byte.toUnsignedInt(image[at]);
        sums[at / plane] += level;
        squares[at / plane] += (long) level * level;
      }
    }
    return new Moments((long) images.size() * plane, list(sums), list(squares));
  }

  private static List<Long> list(long[] values) {
    List<Long> list = new ArrayList<>();
    for (long value : values) {
      list.add(value);
    }
    return list;
  }

  /**
   * What gives the images mean 0 and standard deviation 1 (NumPy's: of all pixels, not estimated),
   * each channel by itself. A channel without any variation only has its mean taken away.
   */
  public Normalization normalization() {
    List<Normalization> channels = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      channels.add(normalization(pixels, sums.get(i), squares.get(i)));
    }
    Normalization all = normalization(pixels * sums.size(), total(sums), total(squares));
    return Normalization.measured(
        all.mean(), all.std(), channels.size() == 1 ? List.of() : channels);
  }

  private static long total(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).sum();
  }

  private static Normalization normalization(long count, long sum, long squares) {
    double mean = (double) sum / count;
    double variance = (double) squares / count - mean * mean;
    // Exactly 0 without variation, since the quotients of such sums are whole.
    return Normalization.of(mean / WHITE, variance > 0 ? Math.sqrt(variance) / WHITE : 1);
  }
}
