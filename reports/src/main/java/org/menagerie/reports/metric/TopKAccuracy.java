package org.menagerie.reports.metric;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.metric.Metric;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.metric.Predictions;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ParameterSpec;

/** The metric {@code top_k_accuracy}; of equal probabilities, that of the first class is higher. */
@AutoService(MetricFactory.class)
public final class TopKAccuracy implements MetricFactory {
  private static final int USUAL = 2;

  @Override
  public String name() {
    return "top_k_accuracy";
  }

  @Override
  public String description() {
    return "share of images whose class is among the k likeliest";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.of("k", USUAL, "how many classes may be named"));
  }

  @Override
  public Metric create(Arguments arguments) {
    return new Configured(arguments.integer("k", 1));
  }

  private record Configured(int k) implements Metric {
    @Override
    public Component component() {
      return Component.of("top_k_accuracy").withUnusual("k", k, USUAL);
    }

    @Override
    public boolean higherIsBetter() {
      return true;
    }

    @Override
    public double lowest() {
      return 0;
    }

    @Override
    public double highest() {
      return 1;
    }

    @Override
    public double of(Predictions predictions) {
      int found = 0;
      for (int i = 0; i < predictions.images(); i++) {
        found += before(predictions, i) < k ? 1 : 0;
      }
      return (double) found / predictions.images();
    }

    /** How many classes are likelier than the right one. */
    private static int before(Predictions predictions, int image) {
      int label = predictions.label(image);
      double right = predictions.probability(image, label);
      int likelier = 0;
      for (int other = 0; other < predictions.classes(); other++) {
        double probability = predictions.probability(image, other);
        likelier += probability > right || (probability == right && other < label) ? 1 : 0;
      }
      return likelier;
    }
  }
}
