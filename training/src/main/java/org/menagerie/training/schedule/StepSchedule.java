package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;

/** {@code torch.optim.lr_scheduler.StepLR}. */
@AutoService(Schedule.class)
public final class StepSchedule implements Schedule {
  @Override
  public String name() {
    return "step";
  }

  @Override
  public String description() {
    return "times gamma every step_size epochs or batches";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("step_size", "epochs (or batches) between two decays"),
        ParameterSpec.of("gamma", 0.1, "factor of each decay"),
        Ticks.perEpoch());
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    int stepSize = arguments.integer("step_size", 1);
    double gamma = arguments.number("gamma", 0, Double.MAX_VALUE);
    return Ticks.of(arguments, plan)
        .factor(
            tick -> {
              long decays = tick / stepSize;
              return Math.pow(gamma, (double) decays);
            });
  }
}
