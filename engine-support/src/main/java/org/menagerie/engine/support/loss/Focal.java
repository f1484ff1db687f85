package org.menagerie.engine.support.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * The loss {@code focal}: {@code -(1 - p)^gamma log p} for the probability {@code p} of the right
 * class.
 *
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al.: Focal Loss for Dense Object Detection
 *     (2017)</a>
 */
@AutoService(LossFactory.class)
public final class Focal implements LossFactory {
  @Override
  public String name() {
    return "focal";
  }

  @Override
  public String description() {
    return "cross-entropy, less of it for images that are classified well";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.of("gamma", 2.0, "0 is cross-entropy"));
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

    @Override
    public double apply(float[] logits, int label, double[] gradient) {
      double log = logits[label] - Softmax.of(logits, gradient);
      double p = gradient[label];
      double wrong = 1 - p;
      double power = StrictMath.pow(wrong, gamma);
      double slope = wrong == 0 ? 0 : gamma * StrictMath.pow(wrong, gamma - 1) * p * log - power;
      for (int k = 0; k < logits.length; k++) {
        gradient[k] = slope * ((k == label ? 1 : 0) - gradient[k]);
      }
      return -power * log;
    }
  }
}
