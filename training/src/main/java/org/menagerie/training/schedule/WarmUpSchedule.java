package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.TrainingPlan;

/**
 * {@code torch.optim.lr_scheduler.SequentialLR} of {@code LinearLR} and any other schedule: the
 * learning rate rises linearly to the other's first, which then has the remaining epochs as if they
 * were all. The defaults are those of torchvision's training scripts.
 *
 * @see <a href="https://arxiv.org/abs/1706.02677">Goyal et al.: Accurate, Large Minibatch SGD
 *     (2017)</a>
 */
@AutoService(Schedule.class)
public final class WarmUpSchedule implements Schedule {
  @Override
  public String name() {
    return "warm_up";
  }

  @Override
  public String description() {
    return "a linear rise to another schedule's first learning rate, then that schedule";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("schedule", "constant", "what follows, such as cosine(eta_min=0.001)"),
        ParameterSpec.of("epochs", 1, "how long the learning rate rises"),
        ParameterSpec.of("start_factor", 0.01, "the first learning rate over the one risen to"),
        Ticks.perBatch());
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    int epochs = arguments.integer("epochs", 1);
    if (epochs >= plan.epochs()) {
      throw arguments.rejected(
          "epochs", Integer.toString(epochs), "fewer than the training's " + plan.epochs());
    }
    double startFactor = arguments.number("start_factor", 0, 1);
    TrainingPlan rest =
        TrainingPlan.of(
            plan.epochs() - epochs, plan.batchesPerEpoch(), plan.learningRate(), plan.momentum());
    Curve following = arguments.curve("schedule", rest);
    Ticks ticks = Ticks.of(arguments, plan);
    long steps = (long) epochs * plan.batchesPerEpoch();
    double length = ticks.at(steps);
    StepSettings top = following.at(0);
    return new Curve() {
      @Override
      public StepSettings at(long step) {
        return at(step, List.of());
      }

      @Override
      public StepSettings at(long step, List<Double> trainLosses) {
        if (step >= steps) {
          int from = Math.min(epochs, trainLosses.size());
          return following.at(step - steps, trainLosses.subList(from, trainLosses.size()));
        }
        double factor = startFactor + (1 - startFactor) * ticks.at(step) / length;
        return new StepSettings(top.learningRate() * factor, top.momentum());
      }
    };
  }
}
