package com.example.learning;

import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * The poly loss, {@code -log p + epsilon (1 - p)} for the probability {@code p} of the right class:
 * cross entropy with more of its first term. In a recipe: {@code poly(epsilon=2)}.
 *
 * @see <a href="https://arxiv.org/abs/2204.12511">Leng et al.: PolyLoss (2022)</a>
 */
public final class PolyLoss implements LossFactory {

  @Override
  public String name() {
    return "poly";
  }

  @Override
  public String description() {
    return "cross entropy with more of its first term";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.of("epsilon", 1.0, "0 is cross entropy"));
  }

  @Override
  public Loss create(Arguments arguments) {
    return new Configured(arguments.number("epsilon", -1, 100));
  }

  private record Configured(double epsilon) implements Loss {

    @Override
    public Component component() {
      return Component.of("poly").withUnusual("epsilon", epsilon, 1.0);
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
      for (int k = 0; k < logits.length; k++) {
        double probability = Math.exp(logits[k] - max) / sum;
        gradient[k] = (1 + epsilon * p) * (probability - (k == label ? 1 : 0));
      }
      return -log + epsilon * (1 - p);
    }
  }
}
