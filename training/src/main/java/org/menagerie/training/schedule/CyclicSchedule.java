package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.TrainingPlan;

/**
 * {@code torch.optim.lr_scheduler.CyclicLR}.
 *
 * @see <a href="https://arxiv.org/abs/1506.01186">Smith: Cyclical Learning Rates for Training
 *     Neural Networks (2015)</a>
 */
@AutoService(Schedule.class)
public final class CyclicSchedule implements Schedule {
  private static final String OPTIMIZERS_OWN = "lr";
  private static final String AS_LONG = "step_size_up";
  private static final String HALVED = "triangular2";
  private static final String EXPONENTIAL = "exp_range";

  @Override
  public String name() {
    return "cyclic";
  }

  @Override
  public String description() {
    return "up to max_lr and down to base_lr, again and again, momentum the other way";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("base_lr", OPTIMIZERS_OWN, "lowest; by default the optimizer's"),
        ParameterSpec.required("max_lr", "highest learning rate of the first cycle"),
        ParameterSpec.of("step_size_up", 2000, "batches (or epochs) of the rise"),
        ParameterSpec.of("step_size_down", AS_LONG, "batches of the fall; by default as many"),
        ParameterSpec.of(
            "mode", "triangular", "triangular, triangular2 (half as high each time) or exp_range"),
        ParameterSpec.of("gamma", 1.0, "factor of the height at each batch, in mode exp_range"),
        ParameterSpec.of("cycle_momentum", true, "whether momentum (Adam: beta1) moves too"),
        ParameterSpec.of("base_momentum", 0.8, "momentum at max_lr"),
        ParameterSpec.of("max_momentum", 0.9, "momentum at base_lr"),
        Ticks.perBatch());
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    double base =
        arguments.text("base_lr").equals(OPTIMIZERS_OWN)
            ? plan.learningRate()
            : arguments.number("base_lr", 0, Double.MAX_VALUE);
    double top = arguments.number("max_lr", 0, Double.MAX_VALUE);
    double up = arguments.integer("step_size_up", 1);
    double down =
        arguments.text("step_size_down").equals(AS_LONG)
            ? up
            : arguments.integer("step_size_down", 1);
    String mode = arguments.choice("mode", List.of("triangular", HALVED, EXPONENTIAL));
    double gamma = arguments.number("gamma", 0, Double.MAX_VALUE);
    boolean cycleMomentum = arguments.flag("cycle_momentum");
    double low = cycleMomentum ? arguments.number("base_momentum", 0, 1) : plan.momentum();
    double high = cycleMomentum ? arguments.number("max_momentum", 0, 1) : plan.momentum();
    double length = up + down;
    double rising = up / length;
    Ticks ticks = Ticks.of(arguments, plan);
    return step -> {
      double tick = ticks.at(step);
      double cycle = Math.floor(1 + tick / length);
      double passed = 1 + tick / length - cycle;
      double height = passed <= rising ? passed / rising : (passed - 1) / (rising - 1);
      double scaled =
          switch (mode) {
            case HALVED -> height * Math.pow(2, 1 - cycle);
            case EXPONENTIAL -> height * Math.pow(gamma, tick);
            default -> height;
          };
      return new StepSettings(base + (top - base) * scaled, high - (high - low) * scaled);
    };
  }
}
