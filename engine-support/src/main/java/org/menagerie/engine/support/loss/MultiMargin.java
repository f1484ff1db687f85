package org.menagerie.engine.support.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * The loss {@code multi_margin} ({@code torch.nn.MultiMarginLoss} with p = 1), the hinge loss of
 * several classes: the mean over the classes of {@code max(0, margin - right + other)}.
 *
 * @see <a href="https://jmlr.org/papers/v2/crammer01a.html">Crammer, Singer: On the Algorithmic
 *     Implementation of Multiclass Kernel-based Vector Machines (2001)</a>
 */
@AutoService(LossFactory.class)
public final class MultiMargin implements LossFactory {
  @Override
  public String name() {
    return "multi_margin";
  }

  @Override
  public String description() {
    return "hinge loss: every wrong class at least a margin below the right one";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.of("margin", 1.0, "by how much the right logit has to lead"));
  }

  @Override
  public Loss create(Arguments arguments) {
    return new Configured(arguments.number("margin", 0, Double.MAX_VALUE));
  }

  private record Configured(double margin) implements Loss {
    @Override
    public Component component() {
      return Component.of("multi_margin").withUnusual("margin", margin, 1.0);
    }

    @Override
    public double apply(float[] logits, int label, double[] gradient) {
      int classes = logits.length;
      double loss = 0;
      double ofLabel = 0;
      for (int k = 0; k < classes; k++) {
        double lack = margin - logits[label] + logits[k];
        // What is no number stays none; it must not look like a margin that is kept.
        boolean kept = k == label || lack <= 0;
        gradient[k] = kept ? 0 : 1.0 / classes;
        loss += kept ? 0 : lack / classes;
        ofLabel -= gradient[k];
      }
      gradient[label] = ofLabel;
      return loss;
    }
  }
}
