package org.menagerie.reports.metric;

import java.util.Arrays;
import java.util.List;

/**
 * How well a class is told from the others, from 0 to 1. A class that neither occurs nor is
 * answered has no scores: they are NaN.
 *
 * @param images of the class
 * @param precision share of those taken for the class that are of it
 * @param recall share of those of the class that are taken for it
 * @param f1 harmonic mean of the two
 */
public record ClassScores(long images, double precision, double recall, double f1) {

  /**
   * Those of each class.
   *
   * @param confusion numbers of images by true class, the rows, and answer, the columns
   */
  public static List<ClassScores> of(int[][] confusion) {
    return Arrays.stream(ClassCounts.of(confusion)).map(ClassScores::of).toList();
  }

  private static ClassScores of(ClassCounts counts) {
    return counts.occurs()
        ? new ClassScores(counts.images(), counts.precision(), counts.recall(), counts.f1())
        : new ClassScores(0, Double.NaN, Double.NaN, Double.NaN);
  }
}
