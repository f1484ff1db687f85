package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.menagerie.api.random.RandomStream;
import org.menagerie.reports.statistics.CrossedBootstrap.Centre;
import org.menagerie.reports.statistics.CrossedBootstrap.Resampled;

class CrossedBootstrapTest {
  private static final int RESAMPLES = 200;

  /** Three seeds of a model whose figure of an image follows a rule; its mean is what counts. */
  private static List<Resampled> model(int k, int seeds) {
    return IntStream.range(0, seeds)
        .mapToObj(
            seed ->
                resampled(
                    IntStream.range(0, 40)
                        .mapToDouble(
                            i -> (i * i * (seed + 2) + 7 * k * i + 3 * seed) % 17 / 17.0 + 0.1 * k)
                        .toArray(),
                    RESAMPLES))
        .toList();
  }

  private static Resampled resampled(double[] ofImages, int resamples) {
    return resampled(ofImages, draws(resamples, ofImages.length));
  }

  private static int[][] draws(int resamples, int images) {
    return IntStream.range(0, resamples)
        .mapToObj(b -> CrossedBootstrap.images(b, images))
        .toArray(int[][]::new);
  }

  private static Resampled resampled(double[] ofImages, int[][] draws) {
    double[] means = new double[draws.length];
    for (int b = 0; b < draws.length; b++) {
      for (int image : draws[b]) {
        means[b] += ofImages[image] / ofImages.length;
      }
    }
    return new Resampled(Arrays.stream(ofImages).average().orElseThrow(), means);
  }

  private static void assertIs(Optional<Interval> interval, double lower, double upper) {
    assertThat(interval.orElseThrow().lower()).isCloseTo(lower, within(1e-9));
    assertThat(interval.orElseThrow().upper()).isCloseTo(upper, within(1e-9));
  }

  /** NumPy and SciPy, with the same draws. */
  @Test
  void isThatOfNumPy() {
    List<Resampled> first = model(0, 3);
    List<Resampled> second = model(1, 3);

    assertIs(CrossedBootstrap.interval(Centre.MEAN, first), 0.40201646270168817, 0.545246965275844);
    assertIs(
        CrossedBootstrap.difference(Centre.MEAN, first, second),
        -0.22192202360670882,
        0.0816248327980407);
    assertIs(
        CrossedBootstrap.interval(Centre.MEDIAN, first), 0.40295000175602486, 0.5393500602617646);
    assertIs(
        CrossedBootstrap.difference(Centre.MEDIAN, first, second),
        -0.20913855642080725,
        0.07576433666936502);
  }

  /** NumPy: the quantiles of the resampled images, by linear interpolation. */
  @Test
  void isOfImagesAloneWithOneSeed() {
    assertIs(
        CrossedBootstrap.interval(Centre.MEAN, model(0, 1)),
        0.3558823529411764,
        0.5648161764705882);
  }

  @Test
  void isNoneWhereNothingVariesOrLittleIsDefined() {
    double[] same = new double[RESAMPLES];
    assertThat(CrossedBootstrap.interval(Centre.MEAN, List.of(new Resampled(0, same)))).isEmpty();
    double[] seldom = new double[RESAMPLES];
    Arrays.setAll(seldom, b -> b < RESAMPLES * 0.94 ? b : Double.NaN);
    assertThat(CrossedBootstrap.interval(Centre.MEAN, List.of(new Resampled(0, seldom)))).isEmpty();
    Arrays.setAll(seldom, b -> b < RESAMPLES * 0.96 ? b : Double.NaN);
    assertThat(CrossedBootstrap.interval(Centre.MEAN, List.of(new Resampled(0, seldom))))
        .isPresent();
  }

  /** Networks that answer right or wrong, some images being harder than others. */
  private record Simulation(double ofImages, double ofSeeds, double ofBoth) {
    private static final int IMAGES = 200;
    private static final double MEAN = 2;

    double[][] answers(RandomStream random, double[] difficulties, int seeds) {
      double[][] right = new double[seeds][IMAGES];
      for (double[] ofSeed : right) {
        double quality = ofSeeds * random.gaussian();
        for (int i = 0; i < IMAGES; i++) {
          double logit = MEAN + difficulties[i] + quality + ofBoth * random.gaussian();
          ofSeed[i] = random.unit() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
        }
      }
      return right;
    }

    double[] difficulties(RandomStream random) {
      return IntStream.range(0, IMAGES).mapToDouble(i -> ofImages * random.gaussian()).toArray();
    }

    /** The expected accuracy, by Simpson's rule over six standard deviations of the logit. */
    double truth() {
      double deviation = Math.sqrt(ofImages * ofImages + ofSeeds * ofSeeds + ofBoth * ofBoth);
      int steps = 1_000;
      double sum = 0;
      for (int i = 0; i <= steps; i++) {
        double z = -6 + 12.0 * i / steps;
        double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
        sum += weight * Math.exp(-z * z / 2) / (1 + Math.exp(-MEAN - deviation * z));
      }
      return sum * 12.0 / steps / 3 / Math.sqrt(2 * Math.PI);
    }

    private static List<Resampled> model(double[][] answers, int[][] draws) {
      return Arrays.stream(answers).map(run -> resampled(run, draws)).toList();
    }

    /** How often the mean's interval holds the truth, and that of a difference of nothing 0. */
    double[] coverage(int seeds, int trials, int resamples) {
      double truth = truth();
      int[][] draws = draws(resamples, IMAGES);
      double[] held = new double[2];
      for (int trial = 0; trial < trials; trial++) {
        RandomStream random = RandomStream.of(1, "crossed", trial);
        double[] difficulties = difficulties(random);
        List<Resampled> first = model(answers(random, difficulties, seeds), draws);
        List<Resampled> second = model(answers(random, difficulties, seeds), draws);
        held[0] += holds(CrossedBootstrap.interval(Centre.MEAN, first), truth);
        held[1] += holds(CrossedBootstrap.difference(Centre.MEAN, first, second), 0);
      }
      return Arrays.stream(held).map(number -> number / trials).toArray();
    }

    private static int holds(Optional<Interval> interval, double value) {
      return interval.map(known -> known.holds(value)).orElse(false) ? 1 : 0;
    }
  }

  /** Three standard errors of a share of 0.95 of 200 are 0.046. */
  @Test
  void holdsTheTruthAboutAsOftenAsItSays() {
    double[] coverage = new Simulation(1.5, 0.2, 1).coverage(5, 200, 100);

    assertThat(coverage[0]).isBetween(0.904, 1.0);
    assertThat(coverage[1]).isBetween(0.904, 1.0);
  }

  @Test
  @Tag("nightly")
  void holdsTheTruthFromImagesThatDifferToSeedsThatDo() {
    for (int seeds : new int[] {3, 5, 10}) {
      for (Simulation simulation : List.of(new Simulation(2, 0.02, 1), new Simulation(2, 0.3, 1))) {
        double[] coverage = simulation.coverage(seeds, 500, 300);
        assertThat(coverage[0]).as("%d seeds, %s", seeds, simulation).isBetween(0.921, 1.0);
        assertThat(coverage[1]).as("%d seeds, %s", seeds, simulation).isBetween(0.921, 1.0);
      }
    }
    // Seeds alone: few know their spread badly.
    assertThat(new Simulation(0.5, 1, 0.1).coverage(3, 500, 300)[0]).isBetween(0.83, 0.95);
    assertThat(new Simulation(0.5, 1, 0.1).coverage(10, 500, 300)[0]).isBetween(0.89, 0.97);
  }
}
