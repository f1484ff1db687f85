package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;

/** {@code torch.optim.lr_scheduler.ExponentialLR}. */
@AutoService(Schedule.class)
public final class ExponentialSchedule implements Schedule {
  @Override
  public String name() {
    return "exponential";
  }

  @Override
  public String description() {
    return "times gamma every epoch or batch";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("gamma", "factor of each epoch (or batch)"), Ticks.perEpoch());
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    double gamma = arguments.number("gamma", 0, Double.MAX_VALUE);
    return Ticks.of(arguments, plan).factor(tick -> Math.pow(gamma, (double) tick));
  }
}
