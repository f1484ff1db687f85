package org.menagerie.reports.metric;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.metric.Predictions;

/**
 * The metric {@code roc_auc}: for each class against all others, the area under the receiver
 * operating characteristic, which is the share of pairs, of an image of the class and one of
 * another, in which the first has the higher probability of the class; equals count half. Classes
 * without either kind of images have none.
 */
@AutoService(MetricFactory.class)
public final class RocAuc extends PlainMetric {
  public RocAuc() {
    super("roc_auc", "area under the ROC curve of a class against all others; mean over classes");
  }

  @Override
  public double of(Predictions predictions) {
    return Arrays.stream(ofClasses(predictions))
        .filter(area -> !Double.isNaN(area))
        .average()
        .orElse(Double.NaN);
  }

  @Override
  public double[] ofClasses(Predictions predictions) {
    return IntStream.range(0, predictions.classes())
        .mapToDouble(k -> area(predictions, k))
        .toArray();
  }

  private static double area(Predictions predictions, int label) {
    double[] others =
        IntStream.range(0, predictions.images())
            .filter(i -> predictions.label(i) != label)
            .mapToDouble(i -> predictions.probability(i, label))
            .sorted()
            .toArray();
    double wins = 0;
    int own = 0;
    for (int i = 0; i < predictions.images(); i++) {
      if (predictions.label(i) == label) {
        double probability = predictions.probability(i, label);
        // Halves of those below and of those not above: equals are in the second alone.
        wins += (below(others, probability) + below(others, Math.nextUp(probability))) / 2.0;
        own++;
      }
    }
    return own == 0 || others.length == 0 ? Double.NaN : wins / own / others.length;
  }

  /** How many of the sorted values are below a limit. */
  private static int below(double[] sorted, double limit) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
