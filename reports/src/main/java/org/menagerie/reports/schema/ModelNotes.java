package org.menagerie.reports.schema;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.PublicationStatus;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.headline.PooledVersions;

/** The notes below the table of models. */
final class ModelNotes {
  /** Behind figures of final epochs that were chosen on the test set. */
  private static final String STOPPED = "†";

  private ModelNotes() {}

  /** What stands behind a figure of a group. */
  static String mark(Group group, Protocol protocol) {
    return protocol == Protocol.FINAL && group.replicates().stoppedOnTest() ? STOPPED : "";
  }

  /** What the best epochs of groups are called, and why. */
  static ChosenEpoch chosen(List<Group> groups) {
    return ChosenEpoch.of(groups.stream().map(Group::first).toList());
  }

  /** What {@link #chosen} has to say. */
  static List<String> ofChosen(List<Group> groups) {
    return chosen(groups).notes("of each run");
  }

  /** What {@link #mark} means, if it stands anywhere. */
  static List<String> stopped(List<Group> groups) {
    return groups.stream().anyMatch(group -> group.replicates().stoppedOnTest())
        ? List.of(
            STOPPED
                + " Stopped on the test accuracy: the final epoch was chosen on the test set, hence"
                + " optimistic, and is not held against published figures.")
        : List.of();
  }

  static List<String> of(Report report, Audience audience) {
    List<Group> groups = report.groups();
    List<String> notes = new ArrayList<>();
    if (groups.stream().anyMatch(group -> group.replicates().runs().size() > 1)) {
      notes.add("±: standard deviation over seeds.");
    }
    notes.addAll(ofChosen(groups));
    notes.addAll(stopped(groups));
    if (groups.stream().anyMatch(ModelNotes::predicts)) {
      notes.add(
          "95 % with three or more seeds: where one further run with another seed would lie"
              + " (prediction interval, t).");
    }
    if (groups.stream().anyMatch(group -> !isFolded(group) && !hasEnoughSeeds(group))) {
      notes.add(
          "95 % with fewer than three seeds: Wilson's interval; it covers other test images, not"
              + " other seeds.");
    }
    if (groups.stream().anyMatch(group -> hasEnoughSeeds(group) && !predicts(group))) {
      notes.add(
          "95 % where all seeds agree: Wilson's interval, which covers other test images; there is"
              + " no spread over seeds to measure.");
    }
    if (groups.stream().anyMatch(ModelNotes::isFolded)) {
      notes.add(
          "Of a cross-validation, these are accuracies on the test set, with the runs of all folds"
              + " for seeds; 95 %: what Wilson's intervals span, which cover other test images."
              + " Accuracies on the folds have a table of their own.");
    }
    addVerdicts(notes, groups);
    notes.addAll(missingFigures(report));
    if (audience == Audience.PAGE
        && groups.stream().anyMatch(group -> group.replicates().peakMemoryBytes().isPresent())) {
      notes.add(
          "Peak MiB: the most memory that a run's process had resident at a time, native libraries"
              + " and all.");
    }
    notes.addAll(PooledVersions.of(report));
    long repeats = groups.stream().mapToLong(group -> group.replicates().repeats().size()).sum();
    if (repeats > 0) {
      notes.add(
          "Left out: %d %s a seed that its group already has."
              .formatted(repeats, repeats == 1 ? "run with" : "runs, each with"));
    }
    return notes;
  }

  private static boolean isFolded(Group group) {
    return group.replicates().folds().isPresent();
  }

  private static boolean predicts(Group group) {
    return group.replicates().measured(Protocol.FINAL).predicts();
  }

  private static boolean hasEnoughSeeds(Group group) {
    return group.replicates().measured(Protocol.FINAL).hasEnoughSeeds();
  }

  private static void addVerdicts(List<String> notes, List<Group> groups) {
    List<Group> judged =
        groups.stream()
            .filter(
                group ->
                    group.finding().reproduction(Protocol.FINAL).isPresent()
                        || group.finding().reproduction(Protocol.BEST).isPresent())
            .toList();
    if (judged.stream().anyMatch(ModelNotes::hasEnoughSeeds)) {
      notes.add(
          "Verdict: reproduced if the published figure lies inside an interval narrower than 0.2"
              + " points, compatible if inside a wider one, exceeded if the interval lies above it,"
              + " not reproduced if below.");
    }
    if (!judged.stream().allMatch(ModelNotes::hasEnoughSeeds)) {
      notes.add(
          "Indicative: with fewer than three seeds there is no verdict, only where the interval"
              + " lies: the published figure inside, or all of it above or below the figure.");
    }
    String other =
        names(
            groups,
            group ->
                group
                        .finding()
                        .publication()
                        .model()
                        .flatMap(ModelDefinition::published)
                        .isPresent()
                    && !group.finding().isPublishedConfiguration(),
            group -> group.spec().modelId() + " by recipe " + group.recipe());
    if (!other.isEmpty()) {
      notes.add(
          "Not judged, since the published figures come from another configuration: "
              + other
              + ".");
    }
  }

  /** The reasons why some rows have no published figures. */
  static List<String> missingFigures(Report report) {
    List<Group> groups = report.groups();
    List<String> notes = new ArrayList<>();
    String otherData = names(groups, has(PublicationStatus.OTHER_DATA), Group::dataset);
    if (!otherData.isEmpty()) {
      notes.add("Published figures are for MNIST; none are shown for runs on " + otherData + ".");
    }
    String unknown =
        names(groups, has(PublicationStatus.MODEL_UNKNOWN), group -> group.spec().modelId());
    if (!unknown.isEmpty()) {
      notes.add(
          "Published figures of %s are not known: no plug-in that is installed has the model."
              .formatted(unknown));
    }
    return notes;
  }

  private static Predicate<Group> has(PublicationStatus status) {
    return group -> group.finding().publication().status() == status;
  }

  private static String names(
      List<Group> groups, Predicate<Group> which, Function<Group, String> name) {
    return groups.stream().filter(which).map(name).distinct().collect(joining(", "));
  }
}
