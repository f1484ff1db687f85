package org.menagerie.reports.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.metric.Predictions;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.metric.Reliability;
import org.menagerie.reports.statistics.Sample;
import org.menagerie.training.run.TestProbabilities;

/**
 * How far the probabilities of replicates can be trusted, from those that they keep of their test.
 *
 * @param reliability of all of them together
 * @param errors the expected calibration error of each
 */
public record Calibration(Reliability reliability, Sample errors) {

  /**
   * That of some runs.
   *
   * @return none if none of them keeps probabilities
   * @throws org.menagerie.api.error.MenagerieException if those of a run are damaged
   */
  public static Optional<Calibration> of(List<StoredRun> runs) {
    List<Reliability> each = new ArrayList<>();
    for (StoredRun run : runs) {
      TestProbabilities.read(run.folder(), run.result().testOutcome())
          .map(TestProbabilities::predictions)
          .map(Calibration::of)
          .ifPresent(each::add);
    }
    return each.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Calibration(
                Reliability.together(each),
                new Sample(each.stream().map(Reliability::error).toList())));
  }

  private static Reliability of(Predictions predictions) {
    return Reliability.of(predictions, Reliability.USUAL_BINS);
  }
}
