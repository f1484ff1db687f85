package org.menagerie.engine.support.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Cross-entropy of the softmax of the logits with smoothed labels ({@code
 * torch.nn.CrossEntropyLoss}), in double precision.
 *
 * @param labelSmoothing share of each label spread evenly over all classes, in [0, 1)
 * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al.: Rethinking the Inception
 *     Architecture (2015)</a>
 */
public record CrossEntropy(double labelSmoothing) implements Loss {

  public CrossEntropy {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The label smoothing must be from 0 to below 1, not %s.".formatted(labelSmoothing));
    }
  }

  /** Labels as they are. */
  public static CrossEntropy plain() {
    return new CrossEntropy(0);
  }

  @Override
  public Component component() {
    return Component.of("cross_entropy").withUnusual("label_smoothing", labelSmoothing, 0.0);
  }

  @Override
  public double apply(float[] logits, int label, double[] gradient) {
    int classes = logits.length;
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      gradient[k] = StrictMath.exp(logits[k] - largest);
      sum += gradient[k];
    }
    double logSum = largest + StrictMath.log(sum);
    double loss = 0;
    for (int k = 0; k < classes; k++) {
      double target = labelSmoothing / classes + (k == label ? 1 - labelSmoothing : 0);
      loss += target * (logSum - logits[k]);
      gradient[k] = gradient[k] / sum - target;
    }
    return loss;
  }

  /** The loss {@code cross_entropy}. */
  @AutoService(LossFactory.class)
  public static final class Factory implements LossFactory {
    @Override
    public String name() {
      return "cross_entropy";
    }

    @Override
    public String description() {
      return "cross-entropy of the logits, with label smoothing where asked";
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(
          ParameterSpec.of(
              "label_smoothing", 0.0, "share of each label spread evenly over all classes"));
    }

    @Override
    public Loss create(Arguments arguments) {
      return new CrossEntropy(arguments.number("label_smoothing"));
    }
  }
}
