package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;

/**
 * {@code torch.optim.lr_scheduler.CosineAnnealingWarmRestarts}.
 *
 * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov, Hutter: SGDR (2016)</a>
 */
@AutoService(Schedule.class)
public final class CosineWarmRestartsSchedule implements Schedule {
  @Override
  public String name() {
    return "cosine_warm_restarts";
  }

  @Override
  public String description() {
    return "half cosines from the learning rate down to eta_min, again and again";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("t_0", "epochs (or batches) until the first restart"),
        ParameterSpec.of("t_mult", 1, "length of each half cosine over that of the one before"),
        ParameterSpec.of("eta_min", 0.0, "lowest learning rate"),
        Ticks.perEpoch());
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    int first = arguments.integer("t_0", 1);
    int factor = arguments.integer("t_mult", 1);
    double lowest = arguments.number("eta_min", 0, Double.MAX_VALUE);
    double half = (plan.learningRate() - lowest) / 2;
    return Ticks.of(arguments, plan)
        .rate(tick -> lowest + half * (1 + Math.cos(Math.PI * progress(tick, first, factor))));
  }

  /** The share that has passed of the half cosine at a tick. */
  private static double progress(long tick, int first, int factor) {
    if (factor == 1) {
      return (double) (tick % first) / first;
    }
    long since = tick;
    long length = first;
    while (since >= length) {
      since -= length;
      length *= factor;
    }
    return (double) since / (double) length;
  }
}
