package org.menagerie.runner.evaluate;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.evaluation.Part;

/**
 * What is asked for.
 *
 * @param part of the data
 * @param ensemble how the networks are asked together
 * @param runs folders of runs
 */
record Choices(Part part, Optional<Ensemble> ensemble, List<Path> runs) {

  /** Whether one network is to be made of all. */
  boolean averagesWeights() {
    return ensemble.filter(how -> how == Ensemble.WEIGHTS).isPresent();
  }

  static Choices of(String part, @Nullable String ensemble, List<Path> runs) {
    if (ensemble != null && runs.size() < 2) {
      throw wrong("--ensemble asks several networks together: name more runs than one.");
    }
    return new Choices(
        one(Part.values(), "--part", part),
        Optional.ofNullable(ensemble).map(how -> one(Ensemble.values(), "--ensemble", how)),
        runs);
  }

  private static <E extends Enum<E>> E one(E[] all, String option, String text) {
    return Arrays.stream(all)
        .filter(each -> EvaluationText.word(each).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "%s must be one of %s, not \"%s\"."
                        .formatted(
                            option,
                            Arrays.stream(all).map(EvaluationText::word).collect(joining(", ")),
                            text)));
  }

  private static MenagerieException wrong(String sentence) {
    return new MenagerieException(ErrorCode.INVALID_ARGUMENT, sentence);
  }
}
