package org.menagerie.runner.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.menagerie.api.metric.Metric;
import org.menagerie.api.metric.Predictions;
import org.menagerie.reports.metric.Reliability;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Proportion;
import org.menagerie.runner.evaluate.EvaluationView.Figures;
import org.menagerie.runner.evaluate.EvaluationView.OfClass;

/**
 * Computes figures.
 *
 * @param metrics what to compute
 */
record FiguresOf(List<Metric> metrics) {

  /**
   * The figures of predictions.
   *
   * @param classes their names
   * @param loss mean cross-entropy
   */
  Figures of(Predictions predictions, List<String> classes, double loss) {
    int correct = 0;
    for (int i = 0; i < predictions.images(); i++) {
      correct += predictions.answer(i) == predictions.label(i) ? 1 : 0;
    }
    Proportion share = new Proportion(correct, predictions.images());
    Interval interval = share.interval();
    SortedMap<String, OptionalDouble> values = new TreeMap<>();
    Map<String, double[]> ofClasses = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      String name = metric.component().toString();
      values.put(name, value(metric.of(predictions)));
      double[] each = metric.ofClasses(predictions);
      if (each.length == classes.size()) {
        ofClasses.put(name, each);
      }
    }
    return new Figures(
        predictions.images(),
        correct,
        share.percent(),
        interval.lower(),
        interval.upper(),
        loss,
        values,
        classes(predictions, classes, ofClasses),
        Reliability.of(predictions, Reliability.USUAL_BINS).bins());
  }

  private static List<OfClass> classes(
      Predictions predictions, List<String> names, Map<String, double[]> values) {
    int[] images = new int[names.size()];
    IntStream.range(0, predictions.images()).forEach(i -> images[predictions.label(i)]++);
    List<OfClass> classes = new ArrayList<>();
    for (int k = 0; k < images.length; k++) {
      SortedMap<String, OptionalDouble> own = new TreeMap<>();
      for (Map.Entry<String, double[]> metric : values.entrySet()) {
        own.put(metric.getKey(), value(metric.getValue()[k]));
      }
      classes.add(new OfClass(names.get(k), images[k], own));
    }
    return classes;
  }

  private static OptionalDouble value(double number) {
    return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
