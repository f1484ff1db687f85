package org.menagerie.reports.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.menagerie.api.random.RandomStream;

/**
 * The Bayesian signed-rank test of two models over data sets: how probable it is that on another
 * data set like these the first is better, that the two are as good as equal, or that the second
 * is.
 *
 * <p>The distribution of the differences is a Dirichlet process, with a prior of strength 0.5 at a
 * difference of 0. Each draw of its posterior gives the data sets weights, and each region the
 * share of pairs of data sets whose mean difference lies there; the region with the largest share
 * wins the draw.
 *
 * @param first probability that the first is better by more than the rope
 * @param equivalent that they differ by less
 * @param second that the second is better by more
 * @param bins where the draws lie, those without any left out
 * @see <a href="https://proceedings.mlr.press/v32/benavoli14.html">Benavoli et al.: A Bayesian
 *     Wilcoxon signed-rank test based on the Dirichlet process (2014)</a>
 * @see <a href="https://jmlr.org/papers/v18/16-305.html">Benavoli et al.: Time for a Change: a
 *     Tutorial for Comparing Multiple Classifiers Through Bayesian Analysis (2017)</a>
 */
public record SignedRank(double first, double equivalent, double second, List<Bin> bins) {
  private static final int DRAWS = 50_000;
  private static final double PRIOR = 0.5;

  /** Differences of percentages are rounded; what they should be counts. */
  private static final double ROUNDING = 1e-9;

  /** Bins along a side of the triangle. */
  public static final int SIDE = 30;

  public SignedRank {
    bins = List.copyOf(bins);
  }

  /**
   * A small triangle of the three shares.
   *
   * @param first its share of the first model, in steps of a {@link #SIDE}th
   * @param second that of the second
   * @param isDown whether it points down, and lies above the middle of that square of shares
   * @param draws how many lie in it
   */
  public record Bin(int first, int second, boolean isDown, int draws) {}

  /**
   * The test.
   *
   * @param differences the first's figure minus the second's on each data set
   * @param rope the region of practical equivalence goes so far from 0 to either side; above 0
   */
  public static SignedRank of(List<Double> differences, double rope) {
    // The prior stands before the data sets.
    double[] all = new double[differences.size() + 1];
    for (int i = 1; i < all.length; i++) {
      all[i] = differences.get(i - 1);
    }
    RandomStream random = RandomStream.of(0, "signed rank");
    int[] won = new int[3];
    int[][] counts = new int[SIDE * SIDE][2];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] weights = weights(random, all.length);
      double first = 0;
      double second = 0;
      for (int i = 0; i < all.length; i++) {
        for (int j = 0; j < all.length; j++) {
          double sum = all[i] + all[j];
          double weight = weights[i] * weights[j];
          first += weight * beyond(sum, 2 * rope);
          second += weight * beyond(-sum, 2 * rope);
        }
      }
      double middle = 1 - first - second;
      won[first >= middle && first >= second ? 0 : middle >= second ? 1 : 2]++;
      count(counts, first, second);
    }
    return new SignedRank(
        (double) won[0] / DRAWS, (double) won[1] / DRAWS, (double) won[2] / DRAWS, bins(counts));
  }

  private static double beyond(double value, double limit) {
    return Math.abs(value - limit) < ROUNDING ? 0.5 : value > limit ? 1 : 0;
  }

  /** A draw of Dirichlet's distribution with 0.5 for the first and 1 for the others. */
  private static double[] weights(RandomStream random, int number) {
    double[] weights = new double[number];
    double normal = random.gaussian();
    // Gamma's distribution with a shape of a half, as half of chi-squared with one degree.
    weights[0] = PRIOR * normal * normal;
    for (int i = 1; i < number; i++) {
      weights[i] = -StrictMath.log(1 - random.unit());
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  private static void count(int[][] counts, double first, double second) {
    int column = Math.min(SIDE - 1, (int) (first * SIDE));
    int row = Math.min(SIDE - 1, (int) (second * SIDE));
    double rest = first * SIDE - column + second * SIDE - row;
    // On the edge without any middle, rounding may lead out of the triangle.
    boolean isDown = rest > 1 && column + row < SIDE - 1;
    counts[column * SIDE + row][isDown ? 1 : 0]++;
  }

  private static List<Bin> bins(int[][] counts) {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      for (int down = 0; down < 2; down++) {
        if (counts[i][down] > 0) {
          bins.add(new Bin(i / SIDE, i % SIDE, down == 1, counts[i][down]));
        }
      }
    }
    return bins;
  }
}
