package org.menagerie.engine.support.loss;

import static java.util.stream.Collectors.joining;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Checks;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Cross-entropy of the softmax of the logits with smoothed labels and weighted classes ({@code
 * torch.nn.CrossEntropyLoss}), in double precision.
 *
 * @param labelSmoothing share of each label spread evenly over all classes, in [0, 1)
 * @param classWeights what an image of each class counts; empty if all count the same
 * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al.: Rethinking the Inception
 *     Architecture (2015)</a>
 */
public record CrossEntropy(double labelSmoothing, List<Double> classWeights) implements Loss {
  static final String WEIGHT = "weight";

  private static final String LABEL_SMOOTHING = "label_smoothing";
  private static final String NONE = "none";

  public CrossEntropy {
    Checks.share("label smoothing", labelSmoothing);
    classWeights = List.copyOf(classWeights);
    classWeights.forEach(weight -> Checks.notNegative("weight of a class", weight));
  }

  /** With all classes counting the same. */
  public CrossEntropy(double labelSmoothing) {
    this(labelSmoothing, List.of());
  }

  /** Labels as they are. */
  public static CrossEntropy plain() {
    return new CrossEntropy(0);
  }

  @Override
  public Component component() {
    String weights =
        classWeights.isEmpty()
            ? NONE
            : classWeights.stream().map(String::valueOf).collect(joining(", ", "(", ")"));
    return Component.of("cross_entropy")
        .withUnusual(LABEL_SMOOTHING, labelSmoothing, 0.0)
        .withUnusual(WEIGHT, weights, NONE);
  }

  @Override
  public double apply(float[] logits, int label, double[] gradient) {
    Targets targets = Targets.of(label);
    return apply(
        logits, targets, classWeights.isEmpty() ? 1 : sum(targets, logits.length), gradient);
  }

  @Override
  public boolean takesSoftLabels() {
    return true;
  }

  @Override
  public double apply(float[] logits, double[] target, double[] gradient) {
    Targets targets = Targets.of(target);
    return apply(logits, targets, sum(targets, logits.length), gradient);
  }

  /**
   * The same for any targets.
   *
   * @param share all targets together, smoothed and weighted
   */
  private double apply(float[] logits, Targets targets, double share, double[] gradient) {
    int classes = logits.length;
    double logSum = Softmax.of(logits, gradient);
    double loss = 0;
    for (int k = 0; k < classes; k++) {
      double target = target(k, targets, classes);
      loss += target * (logSum - logits[k]);
      gradient[k] = share * gradient[k] - target;
    }
    return loss;
  }

  private double sum(Targets targets, int classes) {
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += target(k, targets, classes);
    }
    return sum;
  }

  private double target(int k, Targets targets, int classes) {
    return weight(k) * (labelSmoothing / classes + targets.at(k) * (1 - labelSmoothing));
  }

  @Override
  public double weight(int label) {
    return classWeights.isEmpty() ? 1 : classWeights.get(label);
  }

  @Override
  public void check(int classes) {
    if (!classWeights.isEmpty() && classWeights.size() != classes) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "cross_entropy has %d weights for %d classes; give one for each."
              .formatted(classWeights.size(), classes));
    }
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
      return "cross-entropy of the logits, with label smoothing and class weights where asked";
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(
          ParameterSpec.of(
              LABEL_SMOOTHING, 0.0, "share of each label spread evenly over all classes"),
          ParameterSpec.of(
              WEIGHT,
              NONE,
              "what an image of each class counts, such as (1, 1, 2); balanced: by how rare it is"));
    }

    @Override
    public Loss create(Arguments arguments) {
      double smoothing = arguments.number(LABEL_SMOOTHING);
      return switch (arguments.text(WEIGHT)) {
        case NONE -> new CrossEntropy(smoothing);
        case BalancedCrossEntropy.BALANCED -> new BalancedCrossEntropy(smoothing);
        default -> new CrossEntropy(smoothing, arguments.numbers(WEIGHT));
      };
    }
  }
}
