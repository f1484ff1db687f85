package com.example.learning;

import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * The focal loss, {@code -(1 - p)^gamma log p} for the probability {@code p} of the right class: it
 * looks away from images that are classified well. In a recipe: {@code focal(gamma=2)}.
 *
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al.: Focal Loss for Dense Object Detection
 *     (2017)</a>
 */
public final class FocalLoss implements LossFactory {

  @Override
  public String name() {
    return "focal";
  }

  @Override
  public String description() {
    return "cross entropy, less of it for images that are classified well";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.of("gamma", 2.0, "0 is cross entropy"));
  }

  @Override
  public Loss create(Arguments arguments) {
    return new Configured(arguments.number("gamma", 0, 100));
  }

  private record Configured(double gamma) implements Loss {

    @Override
    public Component component() {
      return Component.of("focal").withUnusual("gamma", gamma, 2.0);
    }

    /** The same on every engine: they hand over the logits and take the gradient back. */
    @Override
    public double apply(float[] logits, int label, double[] gradient) {
      double max = Double.NEGATIVE_INFINITY;
      for (float logit : logits) {
        max = Math.max(max, logit);
      }
      double sum = 0;
      for (float logit : logits) {
        sum += Math.exp(logit - max);
      }
      double log = logits[label] - max - Math.log(sum);
      double p = Math.exp(log);
      double wrong = 1 - p;
      double power = Math.pow(wrong, gamma);
      double slope = wrong == 0 ? 0 : gamma * power / wrong * p * log - power;
      for (int k = 0; k < logits.length; k++) {
        double probability = Math.exp(logits[k] - max) / sum;
        gradient[k] = slope * ((k == label ? 1 : 0) - probability);
      }
      return -power * log;
    }
  }
}
