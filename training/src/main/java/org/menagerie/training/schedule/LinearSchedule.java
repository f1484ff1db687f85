package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;

/** {@code torch.optim.lr_scheduler.LinearLR}. */
@AutoService(Schedule.class)
public final class LinearSchedule implements Schedule {
  @Override
  public String name() {
    return "linear";
  }

  @Override
  public String description() {
    return "from start_factor times the learning rate to end_factor times it, in equal steps";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("start_factor", 1.0 / 3, "the first learning rate over the optimizer's"),
        ParameterSpec.of("end_factor", 1.0, "the last one over the optimizer's"),
        ParameterSpec.of("total_iters", 5, "epochs (or batches) until end_factor"),
        Ticks.perEpoch());
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    double start = arguments.number("start_factor", Double.MIN_VALUE, 1);
    double end = arguments.number("end_factor", 0, 1);
    long length = arguments.integer("total_iters", 1);
    return Ticks.of(arguments, plan)
        .factor(tick -> start + (end - start) * Math.min(tick, length) / length);
  }
}
