package org.menagerie.runner.compare;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.plan.RunRequest;

/** The runs of a cross-validation. */
final class Folds {
  private static final String SETTING = "validation";
  private static final int MOST = 1_000;

  private Folds() {}

  /**
   * What makes a request one for each of so many folds.
   *
   * @throws MenagerieException if there cannot be so many
   */
  static List<UnaryOperator<RunRequest>> of(int folds) {
    if (folds < 2 || folds > MOST) {
      throw refused("--folds must be a whole number from 2 to 1,000, not %d.".formatted(folds));
    }
    return IntStream.rangeClosed(1, folds)
        .<UnaryOperator<RunRequest>>mapToObj(number -> request -> fold(request, number, folds))
        .toList();
  }

  private static RunRequest fold(RunRequest request, int number, int folds) {
    String asked = request.overrides().get(SETTING);
    if (asked != null) {
      throw refused(
          "--folds %d holds out each fold for validation: leave out validation=%s."
              .formatted(folds, asked));
    }
    return request.with(SETTING, "fold(number=%d, of=%d)".formatted(number, folds));
  }

  private static MenagerieException refused(String sentence) {
    return new MenagerieException(ErrorCode.INVALID_ARGUMENT, sentence);
  }
}
