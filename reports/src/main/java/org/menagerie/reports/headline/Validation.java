package org.menagerie.reports.headline;

import static java.util.stream.Collectors.joining;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.List;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;

/** Which runs chose without the test set. */
final class Validation {
  private Validation() {}

  static List<String> of(Report report) {
    List<Group> validated =
        report.groups().stream().filter(group -> group.first().isValidated()).toList();
    if (validated.isEmpty()) {
      return List.of();
    }
    String chosen =
        "were chosen on validation images, which were not trained on; the test set was asked in the end, for the final and the chosen epoch of each run.";
    return List.of(
        validated.size() == report.groups().size()
            ? "Epochs " + chosen
            : sentence(
                "Epochs of %s %s The other groups trained on all images and chose on the test set.",
                validated.stream().map(Group::name).collect(joining(" and ")), chosen));
  }
}
