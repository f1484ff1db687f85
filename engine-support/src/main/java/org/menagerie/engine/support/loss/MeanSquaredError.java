package org.menagerie.engine.support.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * The loss {@code mse}: the mean over the classes of the squared differences of softmax and one-hot
 * or soft label ({@code torch.nn.MSELoss} of these; the Brier score, divided by the number of
 * classes).
 */
@AutoService(LossFactory.class)
public final class MeanSquaredError implements LossFactory {
  @Override
  public String name() {
    return "mse";
  }

  @Override
  public String description() {
    return "mean squared error of the probabilities";
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
      return Component.of("mse");
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
      Softmax.of(logits, gradient);
      int classes = logits.length;
      double loss = 0;
      double mean = 0;
      for (int k = 0; k < classes; k++) {
        double difference = gradient[k] - targets.at(k);
        loss += difference * difference / classes;
        mean += 2 * difference / classes * gradient[k];
      }
      for (int k = 0; k < classes; k++) {
        double difference = gradient[k] - targets.at(k);
        gradient[k] *= 2 * difference / classes - mean;
      }
      return loss;
    }
  }
}
