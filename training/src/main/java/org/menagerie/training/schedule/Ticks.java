package org.menagerie.training.schedule;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.TrainingPlan;

/**
 * The unit that a schedule counts in: epochs or batches, as PyTorch's do depending on where {@code
 * step()} is called.
 *
 * @param plan of the training
 * @param stepsPerTick optimizer steps from one tick to the next
 */
record Ticks(TrainingPlan plan, int stepsPerTick) {
  private static final String EPOCH = "epoch";
  private static final String BATCH = "batch";

  static ParameterSpec perEpoch() {
    return option(EPOCH);
  }

  static ParameterSpec perBatch() {
    return option(BATCH);
  }

  private static ParameterSpec option(String usual) {
    return ParameterSpec.of("per", usual, "what moves the schedule on, and what its lengths count");
  }

  static Ticks of(Arguments arguments, TrainingPlan plan) {
    boolean epochs = arguments.choice("per", List.of(EPOCH, BATCH)).equals(EPOCH);
    return new Ticks(plan, epochs ? plan.batchesPerEpoch() : 1);
  }

  /** Of the whole training. */
  long total() {
    return plan.totalSteps() / stepsPerTick;
  }

  /** Counted from 0. */
  long at(long step) {
    return step / stepsPerTick;
  }

  /** A curve whose learning rate is a function of the tick, with the optimizer's momentum. */
  Schedule.Curve rate(LongToDoubleFunction rate) {
    return step -> new StepSettings(rate.applyAsDouble(at(step)), plan.momentum());
  }

  /** A curve whose learning rate is the optimizer's times a factor. */
  Schedule.Curve factor(LongToDoubleFunction factor) {
    return rate(tick -> plan.learningRate() * factor.applyAsDouble(tick));
  }
}
