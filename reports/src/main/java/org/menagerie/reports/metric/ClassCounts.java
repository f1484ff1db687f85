package org.menagerie.reports.metric;

import java.util.stream.IntStream;
import org.menagerie.api.metric.Predictions;

/**
 * How often a class occurs.
 *
 * @param right images of the class that are taken for it
 * @param answered images that are taken for it
 * @param images images of the class
 */
record ClassCounts(long right, long answered, long images) {

  /** Those of each class, in the order of the labels. */
  static ClassCounts[] of(Predictions predictions) {
    return of(predictions.confusion());
  }

  /**
   * Those of each class.
   *
   * @param confusion numbers of images by true class, the rows, and answer, the columns
   */
  static ClassCounts[] of(int[][] confusion) {
    return IntStream.range(0, confusion.length)
        .mapToObj(
            k ->
                new ClassCounts(
                    confusion[k][k],
                    IntStream.range(0, confusion.length).mapToLong(row -> confusion[row][k]).sum(),
                    IntStream.of(confusion[k]).asLongStream().sum()))
        .toArray(ClassCounts[]::new);
  }

  /** The share of what is taken for the class that is of it; 0 of nothing, as in scikit-learn. */
  double precision() {
    return ClassMetric.share(right, answered);
  }

  /** The share of the class that is taken for it. */
  double recall() {
    return ClassMetric.share(right, images);
  }

  /** The harmonic mean of the two. */
  double f1() {
    return ClassMetric.share(2 * right, answered + images);
  }

  /** Whether there is an image of the class, or one that is taken for it. */
  boolean occurs() {
    return images + answered > 0;
  }
}
