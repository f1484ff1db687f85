package org.menagerie.engine.support.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * The loss {@code binary_cross_entropy} ({@code torch.nn.BCEWithLogitsLoss} on one-hot or soft
 * labels): the mean over the classes of the cross-entropy of each logit's sigmoid.
 */
@AutoService(LossFactory.class)
public final class BinaryCrossEntropy implements LossFactory {
  @Override
  public String name() {
    return "binary_cross_entropy";
  }

  @Override
  public String description() {
    return "cross-entropy of each class against all others";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  @Override
  public Loss create(Arguments arguments) {
    return new Configured();
  }

  private record Configured() implements Loss {
    @Override
    public Component component() {
      return Component.of("binary_cross_entropy");
    }

    @Override
    public double apply(float[] logits, int label, double[] gradient) {
      return apply(logits, Targets.of(label), gradient);
    }

    @Override
    public boolean takesSoftLabels() {
      return true;
    }

    @Override
    public double apply(float[] logits, double[] target, double[] gradient) {
      return apply(logits, Targets.of(target), gradient);
    }

    private static double apply(float[] logits, Targets targets, double[] gradient) {
      int classes = logits.length;
      double loss = 0;
      for (int k = 0; k < classes; k++) {
        double logit = logits[k];
        double target = targets.at(k);
        double sigmoid = 1 / (1 + StrictMath.exp(-logit));
        // The logarithm of 1 + exp(logit), which itself would overflow.
        double softplus = Math.max(logit, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(logit)));
        loss += (softplus - logit * target) / classes;
        gradient[k] = (sigmoid - target) / classes;
      }
      return loss;
    }
  }
}
