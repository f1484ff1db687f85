package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.TrainingPlan;

/** The optimizer's learning rate from beginning to end. */
@AutoService(Schedule.class)
public final class ConstantSchedule implements Schedule {
  @Override
  public String name() {
    return "constant";
  }

  @Override
  public String description() {
    return "the optimizer's learning rate throughout";
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    StepSettings settings = new StepSettings(plan.learningRate(), plan.momentum());
    return step -> settings;
  }
}
