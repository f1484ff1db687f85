package org.menagerie.reports.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.menagerie.reports.evidence.Pair.Verdict;
import org.menagerie.reports.statistics.ConfidenceSequence;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Sample;

/**
 * What is known of a pair where seeds may be added for as long as one likes: after each seed a
 * {@link ConfidenceSequence} has an interval for the difference, and the first one that says
 * something is the verdict, which no later seed changes. So the verdict depends on the runs alone,
 * and not on when somebody looked.
 *
 * @param verdict equivalent, if the interval is within the margin; else better or worse, if it is
 *     on one side of no difference
 * @param looks one after each seed, up to the one that settled it, or all
 */
public record Settlement(Verdict verdict, List<Look> looks) {

  public Settlement {
    looks = List.copyOf(looks);
  }

  /**
   * What could be seen after a number of seeds.
   *
   * @param seeds that both had
   * @param difference mean of the first's minus the second's with the same seeds, in percentage
   *     points
   * @param interval of the true difference; none while anything is possible
   */
  public record Look(int seeds, double difference, Optional<Interval> interval) {}

  /**
   * The settlement of a pair.
   *
   * @param differences in the order of the seeds, in percentage points
   * @param level the probability that the verdict is wrong, however often one looks
   * @param margin what is no difference that matters, in percentage points
   */
  static Settlement of(Sample differences, double level, double margin) {
    ConfidenceSequence sequence = new ConfidenceSequence(level);
    List<Look> looks = new ArrayList<>();
    for (int seeds = 1; seeds <= differences.size(); seeds++) {
      Sample sofar = new Sample(differences.values().subList(0, seeds));
      Optional<Interval> interval =
          sequence.after(sofar).map(known -> known.within(-Pair.ALL_POINTS, Pair.ALL_POINTS));
      looks.add(new Look(seeds, sofar.mean(), interval));
      Verdict verdict = interval.map(known -> verdict(known, margin)).orElse(Verdict.UNDECIDED);
      if (verdict != Verdict.UNDECIDED) {
        return new Settlement(verdict, looks);
      }
    }
    return new Settlement(Verdict.UNDECIDED, looks);
  }

  private static Verdict verdict(Interval interval, double margin) {
    if (interval.lower() > -margin && interval.upper() < margin) {
      return Verdict.EQUIVALENT;
    }
    if (interval.lower() > 0) {
      return Verdict.BETTER;
    }
    return interval.upper() < 0 ? Verdict.WORSE : Verdict.UNDECIDED;
  }

  public boolean isSettled() {
    return verdict != Verdict.UNDECIDED;
  }

  /** The one that settled it, or the last. */
  public Look last() {
    return looks.get(looks.size() - 1);
  }
}
