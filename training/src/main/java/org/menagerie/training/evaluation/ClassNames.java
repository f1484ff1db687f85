package org.menagerie.training.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** Whether a network and a data set mean the same by a label. */
final class ClassNames {
  private ClassNames() {}

  /**
   * Refuses data of other classes than a network's, or in another order.
   *
   * @param known the names of the network's classes, as many as the data set has
   * @return what has to be said if either has no names to tell by
   * @throws MenagerieException if both have names, and they differ
   */
  static Optional<String> requireSame(List<String> known, Dataset dataset) {
    List<String> found =
        IntStream.range(0, dataset.classes()).mapToObj(dataset::className).toList();
    if (known.equals(found)) {
      return Optional.empty();
    }
    int label =
        IntStream.range(0, known.size())
            .filter(k -> !known.get(k).equals(found.get(k)))
            .findFirst()
            .orElseThrow();
    if (!areLabels(known) && !areLabels(found)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The classes of the data set %s are not the network's, or in another order: what is \"%s\" there is \"%s\" for the network."
              .formatted(dataset.name(), found.get(label), known.get(label)));
    }
    return Optional.of(
        "Classes are matched by their labels, since those of the %s have no names: what is \"%s\" for the network is \"%s\" in the data."
            .formatted(areLabels(known) ? "network" : "data", known.get(label), found.get(label)));
  }

  private static boolean areLabels(List<String> names) {
    return IntStream.range(0, names.size()).allMatch(k -> names.get(k).equals(Integer.toString(k)));
  }
}
