package org.menagerie.reports.metric;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.menagerie.api.metric.Predictions;

/**
 * A reliability diagram: images in bins by the probability of what they are taken for, each as wide
 * as the others and with its upper end. Where a network knows how sure it may be, confidence and
 * accuracy of each bin are the same.
 *
 * @param bins from the lowest probability to the highest
 */
public record Reliability(List<Bin> bins) {
  /**
   * As in <a href="https://arxiv.org/abs/1706.04599">Guo et al.: On Calibration of Modern Neural
   * Networks (2017)</a>.
   */
  public static final int USUAL_BINS = 15;

  /**
   * Images of about the same confidence.
   *
   * @param lower bound of the confidence, exclusive
   * @param upper bound, inclusive
   * @param images how many; if none, confidence and accuracy are 0
   * @param confidence their mean probability of what they are taken for
   * @param accuracy the share of them that is classified correctly
   */
  public record Bin(double lower, double upper, int images, double confidence, double accuracy) {}

  public Reliability {
    bins = List.copyOf(bins);
  }

  /** That of some predictions. */
  public static Reliability of(Predictions predictions, int number) {
    int[] images = new int[number];
    int[] right = new int[number];
    double[] sums = new double[number];
    for (int i = 0; i < predictions.images(); i++) {
      int answer = predictions.answer(i);
      double confidence = predictions.probability(i, answer);
      int bin = Math.max(0, (int) Math.ceil(confidence * number) - 1);
      images[bin]++;
      sums[bin] += confidence;
      right[bin] += answer == predictions.label(i) ? 1 : 0;
    }
    return new Reliability(
        IntStream.range(0, number)
            .mapToObj(
                bin ->
                    new Bin(
                        (double) bin / number,
                        (bin + 1.0) / number,
                        images[bin],
                        images[bin] == 0 ? 0 : sums[bin] / images[bin],
                        images[bin] == 0 ? 0 : (double) right[bin] / images[bin]))
            .toList());
  }

  /**
   * That of several together, each image counting the same.
   *
   * @param each with the same bins; at least one
   */
  public static Reliability together(List<Reliability> each) {
    return new Reliability(
        IntStream.range(0, each.get(0).bins.size())
            .mapToObj(bin -> merged(each.stream().map(one -> one.bins.get(bin)).toList()))
            .toList());
  }

  private static Bin merged(List<Bin> bins) {
    int images = bins.stream().mapToInt(Bin::images).sum();
    return new Bin(
        bins.get(0).lower(),
        bins.get(0).upper(),
        images,
        images == 0 ? 0 : mean(bins, Bin::confidence, images),
        images == 0 ? 0 : mean(bins, Bin::accuracy, images));
  }

  private static double mean(List<Bin> bins, ToDoubleFunction<Bin> of, int images) {
    return bins.stream().mapToDouble(bin -> bin.images() * of.applyAsDouble(bin)).sum() / images;
  }

  /** The mean distance of confidence and accuracy, weighted by images. */
  public double error() {
    double sum = 0;
    int all = 0;
    for (Bin bin : bins) {
      sum += bin.images() * Math.abs(bin.accuracy() - bin.confidence());
      all += bin.images();
    }
    return sum / all;
  }
}
