package org.menagerie.reports.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * What became of models between two sets of runs, such as those before and after a change of code
 * or of a recipe. Of each pair the first group is the one after: the first is better where the
 * change was for the better. Runs with one seed start from the same weights and see the same
 * images, so that they belong together as on two engines.
 *
 * @param pairs of the same model, engine and data
 * @param gone names of groups that are only before
 * @param added names of groups that are only after
 */
public record Changes(Pairs pairs, List<String> gone, List<String> added) {

  public Changes {
    gone = List.copyOf(gone);
    added = List.copyOf(added);
  }

  /**
   * The changes, by groups of the same recipe where there are some, and else where one group each
   * has the same model, engine and data.
   *
   * @param margin in percentage points, what is no difference that matters, if one was given
   * @throws MenagerieException if no model is both before and after, on the same engine and data
   */
  public static Changes between(Report before, Report after, OptionalDouble margin) {
    List<Group> left = new ArrayList<>(before.groups());
    List<Group> open = new ArrayList<>();
    List<Pairs.Asked> asked = new ArrayList<>();
    for (Group group : after.groups()) {
      left.stream()
          .filter(other -> Report.key(other).equals(Report.key(group)))
          .findFirst()
          .ifPresentOrElse(
              same -> {
                left.remove(same);
                asked.add(new Pairs.Asked(group, same));
              },
              () -> open.add(group));
    }
    for (Group group : List.copyOf(open)) {
      List<Group> candidates =
          left.stream().filter(other -> subject(other).equals(subject(group))).toList();
      long rivals = open.stream().filter(other -> subject(other).equals(subject(group))).count();
      if (candidates.size() == 1 && rivals == 1) {
        left.removeAll(candidates);
        open.remove(group);
        asked.add(new Pairs.Asked(group, candidates.get(0)));
      }
    }
    if (asked.isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "No model was trained both before and after, on the same engine and data; name two folders with runs of the same models.");
    }
    Pairs pairs = Pairs.of(asked);
    return new Changes(
        margin.isPresent() ? pairs.withMargin(margin.getAsDouble()) : pairs,
        left.stream().map(Group::name).toList(),
        open.stream().map(Group::name).toList());
  }

  private record Subject(String model, String engine, Map<String, String> data) {}

  private static Subject subject(Group group) {
    ReplicateKey key = Report.key(group);
    return new Subject(key.model(), key.engine(), key.data());
  }

  /** What became of a model. */
  public enum Outcome {
    BETTER,
    WORSE,
    EQUIVALENT,
    UNDECIDED,
    /** The runs of each seed agree in every epoch. */
    UNCHANGED;

    /** As tables have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What became of the model of a pair. */
  public static Outcome outcome(Pair pair) {
    if (pair.seeds().stream().allMatch(seed -> seed.firstDifferentEpoch().isEmpty())) {
      return Outcome.UNCHANGED;
    }
    return switch (pair.verdict()) {
      case BETTER -> Outcome.BETTER;
      case WORSE -> Outcome.WORSE;
      case EQUIVALENT -> Outcome.EQUIVALENT;
      case UNDECIDED -> Outcome.UNDECIDED;
    };
  }

  /** How many models came out so. */
  public long count(Outcome outcome) {
    return pairs.pairs().stream().filter(pair -> outcome(pair) == outcome).count();
  }
}
