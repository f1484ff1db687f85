package org.menagerie.inference.explain;

import java.util.List;
import java.util.Optional;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.Step;
import org.menagerie.inference.plan.Value;

/**
 * Class activation maps of networks that end with the means of maps, and at most one layer of sums
 * behind them: how much each place adds to the logit of a class.
 *
 * @see <a href="https://arxiv.org/abs/1512.04150">Zhou et al.: Learning deep features for
 *     discriminative localization (2016)</a>
 */
final class ClassActivation {
  private final Plan plan;
  private final Step.Parts means;

  private ClassActivation(Plan plan, Step.Parts means) {
    this.plan = plan;
    this.means = means;
  }

  /** Empty for networks that end otherwise. */
  static Optional<ClassActivation> of(Plan plan) {
    List<Step> steps = plan.steps();
    for (int i = Math.max(0, steps.size() - 2); i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.Parts pool
          && pool.layer().kind() == AdaptivePool.Kind.AVG
          && pool.layer().isGlobal()
          // A single number tells no places apart.
          && pool.input().area() > 1
          && endsWith(plan, i)) {
        return Optional.of(new ClassActivation(plan, pool));
      }
    }
    return Optional.empty();
  }

  private static boolean endsWith(Plan plan, int pool) {
    List<Step> steps = plan.steps();
    Step last = steps.get(steps.size() - 1);
    boolean sums =
        last instanceof Step.Sum
            || (last instanceof Step.Convolve each
                && each.layer().groups() == 1
                && each.input().area() == 1
                && each.output().area() == 1
                && each.layer().kernel().height() == 1
                && each.layer().kernel().width() == 1);
    return last.output().id() == plan.output().id()
        && (pool == steps.size() - 1
            || (sums && last.inputs().get(0).id() == steps.get(pool).output().id()));
  }

  /** The value whose maps are weighed. */
  Value features() {
    return means.input();
  }

  /**
   * The map of a class; its mean is the logit, but for the bias.
   *
   * @param features what the step before the means gave
   */
  Maps map(Maps features, int label) {
    int area = features.height() * features.width();
    float[] map = new float[area];
    Step last = plan.steps().get(plan.steps().size() - 1);
    for (int channel = 0; channel < features.count(); channel++) {
      float weight = weight(last, label, channel, features.count());
      for (int i = 0; i < area; i++) {
        map[i] += weight * features.values()[channel * area + i];
      }
    }
    return new Maps(1, features.height(), features.width(), map);
  }

  private float weight(Step last, int label, int channel, int channels) {
    if (last instanceof Step.Sum sum) {
      return plan.weights().get(sum.weight() + label * channels + channel);
    } else if (last instanceof Step.Convolve sum) {
      return plan.weights().get(sum.weight() + label * channels + channel);
    }
    return label == channel ? 1 : 0;
  }
}
