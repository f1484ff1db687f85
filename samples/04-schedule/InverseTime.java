package com.example.schedule;

import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.TrainingPlan;

/** The learning rate over 1 + decay * epochs. In a recipe: {@code inverse_time(decay=0.5)}. */
public final class InverseTime implements Schedule {

  @Override
  public String name() {
    return "inverse_time";
  }

  @Override
  public String description() {
    return "the learning rate over 1 + decay * epochs";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.of("decay", 1.0, "1 halves the learning rate in the first epoch"));
  }

  /**
   * A curve is a function of the step and keeps no state: a run that resumes after an interruption
   * asks for the step it stands at.
   */
  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    double decay = arguments.number("decay", 0, 1_000);
    return step -> {
      double epochs = (double) step / plan.batchesPerEpoch();
      return new StepSettings(plan.learningRate() / (1 + decay * epochs), plan.momentum());
    };
  }
}
