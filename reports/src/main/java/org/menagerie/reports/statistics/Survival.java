package org.menagerie.reports.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The share of runs that have not yet reached something, over time (Kaplan and Meier). A run that
 * ended without reaching it says that it takes longer than that, and stays in until then.
 *
 * @param steps one for each time at which a run reached it, ascending
 * @see <a href="https://doi.org/10.1080/01621459.1958.10501452">Kaplan, Meier: Nonparametric
 *     Estimation from Incomplete Observations (1958)</a>
 */
public record Survival(List<Step> steps) {
  private static final double Z = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);
  private static final double ROUNDING = 1e-12;

  public Survival {
    steps = List.copyOf(steps);
  }

  /**
   * What one run says.
   *
   * @param time when it reached it, or when it ended without
   * @param reached which of the two
   */
  public record Duration(double time, boolean reached) {}

  /**
   * From a time on.
   *
   * @param time at which runs reached it
   * @param atRisk runs that had not reached it and not ended before
   * @param reached runs that reached it at that time
   * @param share of runs that have not reached it, from 0 to 1
   * @param error the standard error of the share (Greenwood)
   * @param interval the 95 % interval of the share, by the logarithm of its negative logarithm; the
   *     share itself where it is 0 or 1
   */
  public record Step(
      double time, int atRisk, int reached, double share, double error, Interval interval) {}

  /** The curve of these runs. */
  public static Survival of(List<Duration> durations) {
    SortedMap<Double, Integer> reached = new TreeMap<>();
    durations.stream()
        .filter(Duration::reached)
        .forEach(duration -> reached.merge(duration.time(), 1, Integer::sum));
    List<Step> steps = new ArrayList<>();
    double share = 1;
    double variance = 0;
    for (var at : reached.entrySet()) {
      double time = at.getKey();
      int here = at.getValue();
      int atRisk = (int) durations.stream().filter(d -> d.time() >= time).count();
      share = atRisk == here ? 0 : share * (atRisk - here) / atRisk;
      variance += (double) here / atRisk / Math.max(1, atRisk - here);
      steps.add(
          new Step(
              time, atRisk, here, share, share * Math.sqrt(variance), interval(share, variance)));
    }
    return new Survival(steps);
  }

  private static Interval interval(double share, double variance) {
    if (share == 0) {
      return new Interval(0, 0);
    }
    double factor = Math.exp(Z * Math.sqrt(variance) / Math.log(share));
    return new Interval(Math.pow(share, 1 / factor), Math.pow(share, factor));
  }

  /**
   * The time that half of the runs take; where exactly half took no longer, the middle between that
   * time and the next. None if fewer than half have reached it.
   */
  public OptionalDouble median() {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (Math.abs(step.share() - 0.5) < ROUNDING && i + 1 < steps.size()) {
        return OptionalDouble.of((step.time() + steps.get(i + 1).time()) / 2);
      }
      if (step.share() < 0.5 + ROUNDING) {
        return OptionalDouble.of(step.time());
      }
    }
    return OptionalDouble.empty();
  }

  /** The lower end of the median's 95 % interval (Brookmeyer and Crowley 1982). */
  public OptionalDouble medianLow() {
    return first(step -> step.interval().lower() <= 0.5);
  }

  /** The upper end; none where the runs do not tell one. */
  public OptionalDouble medianHigh() {
    return first(step -> step.interval().upper() <= 0.5 && step.share() > 0);
  }

  private OptionalDouble first(Predicate<Step> which) {
    return steps.stream().filter(which).mapToDouble(Step::time).findFirst();
  }
}
