package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;

/**
 * {@code torch.optim.lr_scheduler.CosineAnnealingLR}.
 *
 * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov, Hutter: SGDR (2016)</a>
 */
@AutoService(Schedule.class)
public final class CosineSchedule implements Schedule {
  private static final String WHOLE_TRAINING = "all";

  @Override
  public String name() {
    return "cosine";
  }

  @Override
  public String description() {
    return "half a cosine from the learning rate down to eta_min";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            "t_max",
            WHOLE_TRAINING,
            "epochs (or batches) until eta_min; by default all of the training"),
        ParameterSpec.of("eta_min", 0.0, "lowest learning rate"),
        Ticks.perEpoch());
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    Ticks ticks = Ticks.of(arguments, plan);
    long halfPeriod =
        arguments.text("t_max").equals(WHOLE_TRAINING)
            ? ticks.total()
            : arguments.integer("t_max", 1);
    double lowest = arguments.number("eta_min", 0, Double.MAX_VALUE);
    double half = (plan.learningRate() - lowest) / 2;
    return ticks.rate(tick -> lowest + half * (1 + Math.cos(Math.PI * tick / halfPeriod)));
  }
}
