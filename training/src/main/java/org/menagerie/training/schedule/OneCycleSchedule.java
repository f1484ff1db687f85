package org.menagerie.training.schedule;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;

/**
 * {@code torch.optim.lr_scheduler.OneCycleLR} over all planned epochs.
 *
 * @see <a href="https://arxiv.org/abs/1708.07120">Smith, Topin: Super-Convergence (2017)</a>
 */
@AutoService(Schedule.class)
public final class OneCycleSchedule implements Schedule {
  private static final String OPTIMIZERS_OWN = "lr";

  @Override
  public String name() {
    return "one_cycle";
  }

  @Override
  public String description() {
    return "up to max_lr and down again over the whole training, momentum the other way";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            "max_lr", OPTIMIZERS_OWN, "highest learning rate; by default the optimizer's"),
        ParameterSpec.of("pct_start", 0.3, "share of the steps spent rising"),
        ParameterSpec.of("div_factor", 25.0, "max_lr over the first learning rate"),
        ParameterSpec.of("final_div_factor", 1e4, "the first learning rate over the last"),
        ParameterSpec.of("anneal_strategy", "cos", "cos or linear"),
        ParameterSpec.of("cycle_momentum", true, "whether momentum (Adam: beta1) moves too"),
        ParameterSpec.of("base_momentum", 0.85, "momentum at max_lr"),
        ParameterSpec.of("max_momentum", 0.95, "momentum at both ends"),
        ParameterSpec.of(
            "three_phase", false, "whether to come down the way it rose, then to the last"),
        Ticks.perBatch());
  }

  @Override
  public Curve create(Arguments arguments, TrainingPlan plan) {
    Ticks ticks = Ticks.of(arguments, plan);
    double highest =
        arguments.text("max_lr").equals(OPTIMIZERS_OWN)
            ? plan.learningRate()
            : arguments.number("max_lr", Double.MIN_VALUE, Double.MAX_VALUE);
    double first = highest / arguments.number("div_factor", Double.MIN_VALUE, Double.MAX_VALUE);
    double last = first / arguments.number("final_div_factor", Double.MIN_VALUE, Double.MAX_VALUE);
    double rising = arguments.number("pct_start", 0, 1) * ticks.total();
    boolean cycleMomentum = arguments.flag("cycle_momentum");
    double low = cycleMomentum ? arguments.number("base_momentum", 0, 1) : plan.momentum();
    double high = cycleMomentum ? arguments.number("max_momentum", 0, 1) : plan.momentum();
    double end = ticks.total() - 1;
    Anneal anneal =
        arguments.choice("anneal_strategy", List.of("cos", "linear")).equals("cos")
            ? Anneal.COSINE
            : Anneal.LINEAR;
    OneCycleCurve.Phase rise = new OneCycleCurve.Phase(rising - 1, first, highest, high, low);
    List<OneCycleCurve.Phase> phases =
        arguments.flag("three_phase")
            ? List.of(
                rise,
                new OneCycleCurve.Phase(2 * rising - 2, highest, first, low, high),
                new OneCycleCurve.Phase(end, first, last, high, high))
            : List.of(rise, new OneCycleCurve.Phase(end, highest, last, low, high));
    return new OneCycleCurve(phases, anneal, ticks);
  }
}
