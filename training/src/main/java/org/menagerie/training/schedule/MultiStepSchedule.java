package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;

/** {@code torch.optim.lr_scheduler.MultiStepLR}. */
@AutoService(Schedule.class)
public final class MultiStepSchedule implements Schedule {
  @Override
  public String name() {
    return "multi_step";
  }

  @Override
  public String description() {
    return "times gamma after each of the given epochs or batches";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required(
            "milestones", "epochs (or batches) after which to decay, such as (5, 10)"),
        ParameterSpec.of("gamma", 0.1, "factor of each decay"),
        Ticks.perEpoch());
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    List<Double> milestones = arguments.numbers("milestones");
    double gamma = arguments.number("gamma", 0, Double.MAX_VALUE);
    return Ticks.of(arguments, plan)
        .factor(
            tick ->
                Math.pow(
                    gamma, (double) milestones.stream().filter(after -> tick >= after).count()));
  }
}
