package org.menagerie.training.schedule;

import java.util.function.IntToDoubleFunction;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.TrainingPlan;

/** Curves that multiply the learning rate by a factor once per epoch. */
final class EpochCurve {
  private EpochCurve() {}

  /** The factor is asked for with the epoch counted from 0. */
  static Schedule.Curve of(TrainingPlan plan, IntToDoubleFunction factor) {
    return step -> {
      int epoch = Math.toIntExact(step / plan.batchesPerEpoch());
      return new StepSettings(plan.learningRate() * factor.applyAsDouble(epoch), plan.momentum());
    };
  }
}
