package org.menagerie.training.schedule;

import java.util.List;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;

/** Phases one after the other, each annealing learning rate and momentum. */
record OneCycleCurve(List<Phase> phases, Anneal anneal, Ticks ticks) implements Schedule.Curve {

  /** Ends at a tick that need not be whole: PyTorch's phases end between steps. */
  record Phase(
      double end, double rateFrom, double rateTo, double momentumFrom, double momentumTo) {}

  @Override
  public StepSettings at(long step) {
    long tick = ticks.at(step);
    double start = 0;
    int index = 0;
    while (index < phases.size() - 1 && tick > phases.get(index).end()) {
      start = phases.get(index).end();
      index++;
    }
    Phase phase = phases.get(index);
    // A training of one tick has no length to share out; it stands at the phase's beginning.
    double share = phase.end() == start ? 0 : (tick - start) / (phase.end() - start);
    return new StepSettings(
        anneal.between(phase.rateFrom(), phase.rateTo(), share),
        anneal.between(phase.momentumFrom(), phase.momentumTo(), share));
  }
}
