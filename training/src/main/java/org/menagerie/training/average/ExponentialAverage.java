package org.menagerie.training.average;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.TrainingPlan;
import org.menagerie.api.recipe.WeightAverage;
import org.menagerie.api.recipe.WeightAverageFactory;

/**
 * The exponential moving average of weights and running statistics ({@code
 * torch.optim.swa_utils.AveragedModel} with {@code get_ema_multi_avg_fn} and {@code
 * use_buffers=True}), begun with the weights behind the first step.
 *
 * @see <a href="https://doi.org/10.1137/0330046">Polyak, Juditsky: Acceleration of Stochastic
 *     Approximation by Averaging (1992)</a>
 */
@AutoService(WeightAverageFactory.class)
public final class ExponentialAverage implements WeightAverageFactory {

  @Override
  public String name() {
    return "ema";
  }

  @Override
  public String description() {
    return "exponential moving average of the weights of all steps";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("decay", 0.999, "share of the average that each step leaves"),
        ParameterSpec.of(
            "warmup",
            false,
            "whether the decay after step n is at most (1 + n) / (10 + n), as in TensorFlow"));
  }

  @Override
  public WeightAverage create(Arguments arguments, TrainingPlan plan) {
    double decay = arguments.number("decay", 0, 1);
    if (!arguments.flag("warmup")) {
      return step -> step == 0 ? 1 : 1 - decay;
    }
    return step -> step == 0 ? 1 : 1 - Math.min(decay, (1.0 + step) / (10.0 + step));
  }
}
