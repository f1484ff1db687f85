package org.menagerie.reports.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.menagerie.api.random.RandomStream;

/**
 * Intervals for what other seeds and other test images would have given: seeds and images are drawn
 * anew, with repetition, and crossed. Every run is judged on the same resamples of the images, so
 * that differences of two models are those on the same images. All draws are the same in every
 * report.
 *
 * <p>Of {@code n} seeds, {@code n - 1} are drawn, which makes the variance of means unbiased (Rao
 * and Wu). What seeds and images do together, such as an image that one network happens to miss, is
 * in the variance of crossed resamples three times; it counts once: with {@code S} and {@code I},
 * the variances where seeds and images alone are drawn, and {@code B} that of both, the variance is
 * {@code 2 (S + I) - B}. The percentile interval is stretched to that, and by Student's quantile
 * over the normal one, with the degrees of freedom of Satterthwaite: few seeds know their spread
 * badly.
 *
 * @see <a href="https://doi.org/10.1214/07-AOAS122">Owen: The pigeonhole bootstrap (2007)</a>
 * @see <a href="https://doi.org/10.1080/01621459.1988.10478591">Rao, Wu: Resampling Inference With
 *     Complex Survey Data (1988)</a>
 */
public final class CrossedBootstrap {
  private static final double ONE_TAIL = 0.025;

  private static final double NORMAL =
      NormalDistribution.of(0, 1).inverseSurvivalProbability(ONE_TAIL);

  /** Where figures of more resamples than this share are not defined, there is no interval. */
  private static final double MOST_UNDEFINED = 0.05;

  private static final Quantile QUANTILE =
      Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

  private CrossedBootstrap() {}

  /** What is told of the runs of a model. */
  public enum Centre {
    MEAN {
      @Override
      double of(double[] values) {
        double sum = 0;
        for (double value : values) {
          sum += value;
        }
        return sum / values.length;
      }
    },
    MEDIAN {
      @Override
      double of(double[] values) {
        return Median.withDefaults().evaluate(values);
      }
    };

    abstract double of(double[] values);

    /** Of one value or more. */
    public double of(Sample values) {
      return of(values.array());
    }
  }

  /** A figure of one run on all images, and on each resample of them. */
  public static final class Resampled {
    private final double whole;
    private final double[] resamples;

    /**
     * @param resamples in the order of {@link #images}; taken as it is
     */
    public Resampled(double whole, double[] resamples) {
      this.whole = whole;
      this.resamples = resamples;
    }
  }

  /** The images of one resample, each as often as it is drawn. */
  public static int[] images(int resample, int images) {
    RandomStream random = RandomStream.of(0, "bootstrap of images", resample);
    return IntStream.generate(() -> random.below(images)).limit(images).toArray();
  }

  /** The 95 % interval of a model's figure; none where nothing varies. */
  public static Optional<Interval> interval(Centre centre, List<Resampled> runs) {
    return interval(new Draws(centre, runs, 1));
  }

  /** The 95 % interval of the first's figure minus the second's. */
  public static Optional<Interval> difference(
      Centre centre, List<Resampled> first, List<Resampled> second) {
    return interval(new Draws(centre, first, 1), new Draws(centre, second, -1));
  }

  private static Optional<Interval> interval(Draws... models) {
    int resamples = models[0].resamples();
    int[] defined =
        IntStream.range(0, resamples)
            .filter(b -> Stream.of(models).allMatch(model -> model.isDefined(b)))
            .toArray();
    if (defined.length < 2 || defined.length < (1 - MOST_UNDEFINED) * resamples) {
      return Optional.empty();
    }
    double estimate = Stream.of(models).mapToDouble(Draws::estimate).sum();
    double[] both = sums(defined, b -> Stream.of(models).mapToDouble(m -> m.both(b)).sum());
    double[] images = sums(defined, b -> Stream.of(models).mapToDouble(m -> m.images(b)).sum());
    double[] seeds =
        Stream.of(models)
            .mapToDouble(model -> model.runs() == 1 ? 0 : variance(sums(defined, model::seeds)))
            .toArray();
    double ofBoth = variance(both);
    if (ofBoth == 0) {
      return Optional.empty();
    }
    double ofSeeds = Arrays.stream(seeds).sum();
    double ofImages = variance(images);
    double crossedOnce = Math.max(2 * (ofSeeds + ofImages) - ofBoth, Math.max(ofSeeds, ofImages));
    double variance = Math.min(ofBoth, crossedOnce);
    double stretch = Math.sqrt(variance / ofBoth) * quantile(variance, models, seeds) / NORMAL;
    double[] ends = QUANTILE.evaluate(both, ONE_TAIL, 1 - ONE_TAIL);
    return Optional.of(
        new Interval(
            estimate + stretch * (ends[0] - estimate), estimate + stretch * (ends[1] - estimate)));
  }

  /** Student's, by Satterthwaite: images are many, and know their variance well. */
  private static double quantile(double variance, Draws[] models, double[] seeds) {
    double uncertainty = 0;
    for (int i = 0; i < models.length; i++) {
      if (seeds[i] > 0) {
        uncertainty += seeds[i] * seeds[i] / (models[i].runs() - 1);
      }
    }
    return uncertainty == 0
        ? NORMAL
        : TDistribution.of(variance * variance / uncertainty).inverseSurvivalProbability(ONE_TAIL);
  }

  private interface Figure {
    double of(int resample);
  }

  private static double[] sums(int[] resamples, Figure figure) {
    return Arrays.stream(resamples).mapToDouble(figure::of).toArray();
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum()
        / (values.length - 1);
  }

  /** What the draws of one model's seeds give. */
  private static final class Draws {
    private final Centre centre;
    private final List<Resampled> runs;
    private final int sign;
    private final int[][] drawn;

    Draws(Centre centre, List<Resampled> runs, int sign) {
      this.centre = centre;
      this.runs = List.copyOf(runs);
      this.sign = sign;
      int seeds = Math.max(1, runs.size() - 1);
      this.drawn =
          IntStream.range(0, resamples())
              .mapToObj(
                  b -> {
                    RandomStream random = RandomStream.of(0, "bootstrap of seeds", sign, b);
                    return IntStream.generate(() -> random.below(runs.size()))
                        .limit(seeds)
                        .toArray();
                  })
              .toArray(int[][]::new);
    }

    int runs() {
      return runs.size();
    }

    int resamples() {
      return runs.get(0).resamples.length;
    }

    boolean isDefined(int resample) {
      return runs.stream().allMatch(run -> Double.isFinite(run.resamples[resample]));
    }

    double estimate() {
      return sign * centre.of(runs.stream().mapToDouble(run -> run.whole).toArray());
    }

    /** Of the seeds that are drawn, on the images that are. */
    double both(int resample) {
      return sign
          * centre.of(
              Arrays.stream(drawn[resample])
                  .mapToDouble(i -> runs.get(i).resamples[resample])
                  .toArray());
    }

    /** Of all seeds. */
    double images(int resample) {
      return sign * centre.of(runs.stream().mapToDouble(run -> run.resamples[resample]).toArray());
    }

    /** On all images. */
    double seeds(int resample) {
      return sign
          * centre.of(Arrays.stream(drawn[resample]).mapToDouble(i -> runs.get(i).whole).toArray());
    }
  }
}
