package org.menagerie.runner.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.menagerie.reports.metric.Reliability;

/**
 * How good networks are on some images; its components are the keys of {@code runner evaluate
 * --json}.
 *
 * @param part of the data that they were shown
 * @param networks in the order of the request
 * @param ensemble of all of them
 * @param notes on the data, in sentences
 */
record EvaluationView(
    String part,
    List<Row> networks,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Together> ensemble,
    List<String> notes) {

  /**
   * A network on some images.
   *
   * @param run its folder's name
   * @param figures of its answers
   */
  record Row(String model, String run, String engine, String dataset, Figures figures) {}

  /**
   * How good answers are.
   *
   * @param accuracy in percent
   * @param accuracyLow lower bound of Wilson's 95 % interval
   * @param accuracyHigh upper bound
   * @param loss mean cross-entropy
   * @param metrics by their names with arguments; without a value where they are not defined
   * @param classes in the order of the labels
   * @param calibration bins of a reliability diagram
   */
  record Figures(
      int images,
      int correct,
      double accuracy,
      double accuracyLow,
      double accuracyHigh,
      double loss,
      SortedMap<String, OptionalDouble> metrics,
      List<OfClass> classes,
      List<Reliability.Bin> calibration) {}

  /**
   * A class.
   *
   * @param images how many are of it
   * @param metrics those that have a value for each class
   */
  record OfClass(String name, int images, SortedMap<String, OptionalDouble> metrics) {}

  /**
   * The networks asked together.
   *
   * @param how their answers become one
   * @param figures of these answers
   * @param best run that alone has the most answers right
   * @param onlyEnsembleCorrect images that the ensemble gets right and that run does not
   * @param onlyBestCorrect images that it is the other way round with
   * @param mcnemarP McNemar's exact p of the two
   */
  record Together(
      String how,
      Figures figures,
      String best,
      int onlyEnsembleCorrect,
      int onlyBestCorrect,
      double mcnemarP) {}
}
