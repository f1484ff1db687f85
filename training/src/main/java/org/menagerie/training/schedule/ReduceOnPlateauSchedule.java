package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.TrainingPlan;

/**
 * {@code torch.optim.lr_scheduler.ReduceLROnPlateau} on the mean training loss of each epoch. It
 * does not look at the test images, which would then be trained on.
 */
@AutoService(Schedule.class)
public final class ReduceOnPlateauSchedule implements Schedule {
  private static final String RELATIVE = "rel";

  @Override
  public String name() {
    return "reduce_on_plateau";
  }

  @Override
  public String description() {
    return "times factor whenever the training loss has not fallen for some epochs";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("factor", 0.1, "factor of each reduction"),
        ParameterSpec.of("patience", 10, "epochs without a fall that are let pass"),
        ParameterSpec.of("threshold", 1e-4, "what a fall has to exceed"),
        ParameterSpec.of(
            "threshold_mode", RELATIVE, "rel (share of the lowest loss) or abs (difference)"),
        ParameterSpec.of("cooldown", 0, "epochs after a reduction that do not count"),
        ParameterSpec.of("min_lr", 0.0, "lowest learning rate"),
        ParameterSpec.of("eps", 1e-8, "smaller reductions are left out"));
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    Plateau plateau =
        new Plateau(
            arguments.number("factor", 0, 1),
            arguments.integer("patience", 0),
            arguments.number("threshold", 0, Double.MAX_VALUE),
            arguments.choice("threshold_mode", List.of(RELATIVE, "abs")).equals(RELATIVE),
            arguments.integer("cooldown", 0),
            arguments.number("min_lr", 0, Double.MAX_VALUE),
            arguments.number("eps", 0, Double.MAX_VALUE));
    return new Curve() {
      @Override
      public StepSettings at(long step) {
        return at(step, List.of());
      }

      @Override
      public StepSettings at(long step, List<Double> trainLosses) {
        return new StepSettings(plateau.rate(plan.learningRate(), trainLosses), plan.momentum());
      }
    };
  }

  private record Plateau(
      double factor,
      int patience,
      double threshold,
      boolean relative,
      int cooldown,
      double lowestRate,
      double smallestReduction) {

    /** The learning rate after epochs of these losses. */
    double rate(double first, List<Double> losses) {
      double rate = first;
      double lowest = Double.POSITIVE_INFINITY;
      int without = 0;
      int cooling = 0;
      for (double loss : losses) {
        if (loss < (relative ? lowest * (1 - threshold) : lowest - threshold)) {
          lowest = loss;
          without = 0;
        } else {
          without++;
        }
        if (cooling > 0) {
          cooling--;
          without = 0;
        }
        if (without > patience) {
          double reduced = Math.max(rate * factor, lowestRate);
          rate = rate - reduced > smallestReduction ? reduced : rate;
          cooling = cooldown;
          without = 0;
        }
      }
      return rate;
    }
  }
}
