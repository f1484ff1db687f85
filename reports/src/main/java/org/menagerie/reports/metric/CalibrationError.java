package org.menagerie.reports.metric;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.metric.Metric;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.metric.Predictions;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * The metric {@code expected_calibration_error}: the mean distance of confidence and accuracy in
 * the bins of a {@link Reliability} diagram.
 *
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al.: On Calibration of Modern Neural
 *     Networks (2017)</a>
 */
@AutoService(MetricFactory.class)
public final class CalibrationError implements MetricFactory {
  private static final int MOST_BINS = 10_000;

  @Override
  public String name() {
    return "expected_calibration_error";
  }

  @Override
  public String description() {
    return "mean distance between how sure a network is and how often it is right";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("bins", Reliability.USUAL_BINS, "of equal width, by confidence"));
  }

  @Override
  public Metric create(Arguments arguments) {
    return new Configured(arguments.integer("bins", 1, MOST_BINS));
  }

  private record Configured(int bins) implements Metric {
    @Override
    public Component component() {
      return Component.of("expected_calibration_error")
          .withUnusual("bins", bins, Reliability.USUAL_BINS);
    }

    @Override
    public boolean higherIsBetter() {
      return false;
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
      return Reliability.of(predictions, bins).error();
    }
  }
}
