package org.menagerie.runner.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.training.run.RunJson;
import org.menagerie.training.text.SafeText;

/** What the page is told, as JSON. */
final class Page {
  private Page() {}

  /**
   * What has changed, or all.
   *
   * @param all whether the page forgets what it knew
   * @param title what is shown
   * @param time of this machine, in milliseconds
   * @param differing settings that tell groups apart
   * @param groups all of them, where there are others than before
   * @param runs that have changed
   * @param verdicts all of them, where there are others than before
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Update(
      boolean all,
      Optional<String> title,
      long time,
      Optional<List<String>> differing,
      Optional<List<Group>> groups,
      List<Run> runs,
      Optional<Verdicts> verdicts) {

    boolean isEmpty() {
      return groups.isEmpty() && runs.isEmpty() && verdicts.isEmpty();
    }

    /** In one line. */
    String json() {
      try {
        return SafeText.json(RunJson.compact().writeValueAsString(this));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("what a page is told is always written as JSON", e);
      }
    }
  }

  /**
   * Runs that differ in nothing but their seed, or the fold that they hold out.
   *
   * @param judged on which images they are judged during training: test or validation
   * @param settings that differ between groups
   */
  record Group(int id, String judged, Map<String, String> settings) {}

  /**
   * A run.
   *
   * @param id its number on the page
   * @param seed and fold, in words
   * @param planned epochs
   * @param from how many epochs the page has that stay as they are
   * @param epochs those after them: training loss and accuracy, loss and accuracy on the images
   *     that the run is judged on, seconds
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Run(
      int id,
      int group,
      String name,
      String seed,
      String state,
      int planned,
      long changedAt,
      Optional<String> reason,
      int from,
      List<double[]> epochs) {}

  /**
   * What the finished runs say.
   *
   * @param finals final test accuracies by group
   * @param pairs of groups
   * @param problems results that cannot be read, in sentences
   */
  record Verdicts(List<Final> finals, List<Pair> pairs, List<String> problems) {
    static final Verdicts NONE = new Verdicts(List.of(), List.of(), List.of());
  }

  /**
   * Final test accuracies of a group's finished runs, in percent.
   *
   * @param sd none of a single run
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Final(int group, int runs, double mean, Optional<Double> sd) {}

  /**
   * Two groups.
   *
   * @param seeds that both have
   * @param difference mean final test accuracy of the first minus the second's, in percentage
   *     points
   * @param low lower end of the interval that holds however often one looks
   * @param high its upper end
   * @param verdict on the first: better, worse, equivalent, undecided
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Pair(
      int first,
      int second,
      int seeds,
      double difference,
      Optional<Double> low,
      Optional<Double> high,
      String verdict) {}
}
