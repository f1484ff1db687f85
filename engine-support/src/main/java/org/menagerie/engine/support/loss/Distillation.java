package org.menagerie.engine.support.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * The loss {@code distillation}: {@code alpha T^2 KL(softmax(teacher / T) || softmax(logits / T)) +
 * (1 - alpha) cross-entropy}, the divergence as {@code torch.nn.KLDivLoss} with {@code batchmean}.
 *
 * @see <a href="https://arxiv.org/abs/1503.02531">Hinton, Vinyals, Dean: Distilling the Knowledge
 *     in a Neural Network (2015)</a>
 */
@AutoService(LossFactory.class)
public final class Distillation implements LossFactory {
  private static final String TEMPERATURE = "temperature";
  private static final String ALPHA = "alpha";
  private static final String LABEL_SMOOTHING = "label_smoothing";
  private static final double USUAL_TEMPERATURE = 4;
  private static final double USUAL_ALPHA = 0.9;

  @Override
  public String name() {
    return "distillation";
  }

  @Override
  public String description() {
    return "divergence from the probabilities of a teacher, and cross-entropy of the labels";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            TEMPERATURE, USUAL_TEMPERATURE, "divides the logits of both; higher is softer"),
        ParameterSpec.of(ALPHA, USUAL_ALPHA, "share of the teacher; the rest is the labels'"),
        ParameterSpec.of(
            LABEL_SMOOTHING, 0.0, "share of each label spread evenly over all classes"));
  }

  @Override
  public Loss create(Arguments arguments) {
    return new Configured(
        arguments.number(TEMPERATURE, 0.01, 1000),
        arguments.number(ALPHA, 0, 1),
        new CrossEntropy(arguments.number(LABEL_SMOOTHING)));
  }

  private record Configured(double temperature, double alpha, CrossEntropy ofLabels)
      implements Loss {
    @Override
    public Component component() {
      return Component.of("distillation")
          .withUnusual(TEMPERATURE, temperature, USUAL_TEMPERATURE)
          .withUnusual(ALPHA, alpha, USUAL_ALPHA)
          .withUnusual(LABEL_SMOOTHING, ofLabels.labelSmoothing(), 0.0);
    }

    @Override
    public double apply(float[] logits, int label, double[] gradient) {
      throw new UnsupportedOperationException("distillation needs the logits of a teacher");
    }

    @Override
    public boolean takesSoftLabels() {
      return true;
    }

    @Override
    public boolean needsTeacher() {
      return true;
    }

    @Override
    public double apply(float[] logits, double[] target, float[] teacher, double[] gradient) {
      int classes = logits.length;
      double[] taught = new double[classes];
      double[] own = new double[classes];
      double taughtSum = Softmax.of(teacher, temperature, taught);
      double ownSum = Softmax.of(logits, temperature, own);
      double loss = (1 - alpha) * ofLabels.apply(logits, target, gradient);
      for (int k = 0; k < classes; k++) {
        // The difference of the logarithms of both probabilities.
        double apart = (teacher[k] / temperature - taughtSum) - (logits[k] / temperature - ownSum);
        loss += alpha * temperature * temperature * taught[k] * apart;
        gradient[k] = (1 - alpha) * gradient[k] + alpha * temperature * (own[k] - taught[k]);
      }
      return loss;
    }
  }
}
