package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;

/** {@code torch.optim.lr_scheduler.PolynomialLR}, by default over the whole training. */
@AutoService(Schedule.class)
public final class PolynomialSchedule implements Schedule {
  private static final String WHOLE_TRAINING = "all";

  @Override
  public String name() {
    return "polynomial";
  }

  @Override
  public String description() {
    return "down to 0 as a power of the share that is left";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            "total_iters",
            WHOLE_TRAINING,
            "epochs (or batches) until 0; by default all of the training (PyTorch: 5)"),
        ParameterSpec.of("power", 1.0, "1 is a straight line"),
        Ticks.perEpoch());
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    Ticks ticks = Ticks.of(arguments, plan);
    long length =
        arguments.text("total_iters").equals(WHOLE_TRAINING)
            ? ticks.total()
            : arguments.integer("total_iters", 1);
    double power = arguments.number("power", 0, Double.MAX_VALUE);
    return ticks.factor(
        tick -> Math.pow(1 - (double) Math.min(tick, length) / (double) length, power));
  }
}
