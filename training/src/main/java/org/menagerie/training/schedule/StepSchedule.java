package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Option;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;

/** {@code torch.optim.lr_scheduler.StepLR}, stepped per epoch. */
@AutoService(Schedule.class)
public final class StepSchedule implements Schedule {
  @Override
  public String name() {
    return "step";
  }

  @Override
  public String description() {
    return "times gamma every step_size epochs";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.required("step_size", "epochs between two decays"),
        Option.of("gamma", 0.1, "factor of each decay"));
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    int stepSize = arguments.integer("step_size", 1);
    double gamma = arguments.number("gamma", 0, Double.MAX_VALUE);
    return EpochCurve.of(
        plan,
        epoch -> {
          int decays = epoch / stepSize;
          return Math.pow(gamma, decays);
        });
  }
}
