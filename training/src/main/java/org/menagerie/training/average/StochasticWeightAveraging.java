package org.menagerie.training.average;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.TrainingPlan;
import org.menagerie.api.recipe.WeightAverage;
import org.menagerie.api.recipe.WeightAverageFactory;

/**
 * The mean of the weights at the ends of epochs, which from the first of them on train at a
 * constant rate ({@code torch.optim.swa_utils}: {@code AveragedModel}, {@code SWALR} without
 * annealing, {@code update_bn}).
 *
 * @see <a href="https://arxiv.org/abs/1803.05407">Izmailov et al.: Averaging Weights Leads to Wider
 *     Optima and Better Generalization (2018)</a>
 */
@AutoService(WeightAverageFactory.class)
public final class StochasticWeightAveraging implements WeightAverageFactory {
  private static final String START_EPOCH = "start_epoch";

  @Override
  public String name() {
    return "swa";
  }

  @Override
  public String description() {
    return "mean of the weights at the ends of the last epochs, at a learning rate of their own";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required(START_EPOCH, "first epoch that is part of the mean"),
        ParameterSpec.required("swa_lr", "learning rate from then on"));
  }

  @Override
  public WeightAverage create(Arguments arguments, TrainingPlan plan) {
    int startEpoch = arguments.integer(START_EPOCH, 1, plan.epochs());
    double learningRate = arguments.number("swa_lr", 0, Double.MAX_VALUE);
    return new EpochMean(startEpoch - 1, learningRate, plan.batchesPerEpoch());
  }

  private record EpochMean(int epochsBefore, double learningRate, int batchesPerEpoch)
      implements WeightAverage {

    @Override
    public double share(long step) {
      long epochs = (step + 1) / batchesPerEpoch;
      boolean endsEpoch = (step + 1) % batchesPerEpoch == 0;
      return endsEpoch && epochs > epochsBefore ? 1.0 / (epochs - epochsBefore) : 0;
    }

    @Override
    public StepSettings settings(long step, StepSettings scheduled) {
      return step / batchesPerEpoch >= epochsBefore
          ? new StepSettings(learningRate, scheduled.momentum())
          : scheduled;
    }

    @Override
    public boolean renewsStatistics() {
      return true;
    }
  }
}
