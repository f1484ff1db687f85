package org.menagerie.inference.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Shape;
import org.menagerie.inference.Prediction;
import org.menagerie.inference.Softmax;
import org.menagerie.inference.TrainedModel;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.Step;
import org.menagerie.inference.run.PlanRunner;

/**
 * What a network makes of one image.
 *
 * @param image grey levels from 0 to 255, a map for each channel
 * @param prediction of the network
 * @param activation how much each place adds to the logit of the likeliest class; empty for
 *     networks that do not end with the means of maps
 * @param occlusion how much likelier the likeliest class is for what each place shows
 * @param filters of the first convolution, one behind the other, those of a filter's channels too;
 *     batch norm is part of them; empty if there is no convolution
 * @param features what each convolution gives, with what follows number by number
 */
public record Explanation(
    Maps image,
    Prediction prediction,
    Optional<Maps> activation,
    Maps occlusion,
    Optional<Maps> filters,
    List<Maps> features) {

  /** Edges of an image to one of what is covered. */
  private static final int PATCHES = 7;

  /**
   * Explains what a network answers.
   *
   * @param pixels grey levels 0 to 255, channel by channel, row by row, like the training images
   * @throws IllegalArgumentException if there are layers that are not built in
   */
  public static Explanation of(TrainedNetwork network, byte[] pixels) {
    Plan plan = Plan.of(network);
    PlanRunner runner = new PlanRunner(plan);
    Prediction prediction = TrainedModel.of(network).predict(pixels);
    int label = prediction.best().label();
    Optional<ClassActivation> ending = ClassActivation.of(plan);
    List<Maps> features = new ArrayList<>();
    List<Maps> averaged = new ArrayList<>();
    float[] input = network.normalized(new byte[][] {pixels});
    runner.run(
        input,
        (step, values) -> {
          if (isLastOfConvolution(plan, step)) {
            features.add(Maps.of(step.output(), values));
          }
          if (ending.isPresent() && step.output().id() == ending.get().features().id()) {
            averaged.add(Maps.of(step.output(), values));
          }
        });
    Shape shape = network.input();
    float[] levels = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      levels[i] = Byte.toUnsignedInt(pixels[i]);
    }
    return new Explanation(
        new Maps(shape.channels(), shape.height(), shape.width(), levels),
        prediction,
        averaged.stream().findFirst().map(maps -> ending.orElseThrow().map(maps, label)),
        occlusion(runner, input, shape, label, prediction.best().probability()),
        filters(plan),
        List.copyOf(features));
  }

  /** Whether a step gives a convolution's maps, and no other works on them number by number. */
  private static boolean isLastOfConvolution(Plan plan, Step step) {
    Step first = step;
    while (first instanceof Step.Elementwise) {
      int read = first.inputs().get(0).id();
      Optional<Step> before =
          plan.steps().stream().filter(each -> each.output().id() == read).findFirst();
      if (before.isEmpty()) {
        return false;
      }
      first = before.get();
    }
    return first instanceof Step.Convolve
        && plan.steps().stream()
            .noneMatch(
                each ->
                    each instanceof Step.Elementwise
                        && each.inputs().get(0).id() == step.output().id());
  }

  /**
   * Covers patches with the mean of the training images, all that fit, and gives each place the
   * mean of what those that cover it took from the probability.
   *
   * @see <a href="https://arxiv.org/abs/1311.2901">Zeiler and Fergus: Visualizing and understanding
   *     convolutional networks (2014)</a>
   */
  private static Maps occlusion(
      PlanRunner runner, float[] input, Shape shape, int label, double probability) {
    int height = shape.height();
    int width = shape.width();
    int patch = Math.max(1, Math.min(height, width) / PATCHES);
    float[] sums = new float[height * width];
    int[] counts = new int[height * width];
    for (int top = 0; top + patch <= height; top++) {
      for (int left = 0; left + patch <= width; left++) {
        float[] covered = input.clone();
        for (int i = 0; i < patch * patch; i++) {
          for (int channel = 0; channel < shape.channels(); channel++) {
            covered[(channel * height + top + i / patch) * width + left + i % patch] = 0;
          }
        }
        double drop = probability - Softmax.of(runner.run(covered))[label];
        for (int i = 0; i < patch * patch; i++) {
          int place = (top + i / patch) * width + left + i % patch;
          sums[place] += (float) drop;
          counts[place]++;
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= counts[i];
    }
    return new Maps(1, height, width, sums);
  }

  private static Optional<Maps> filters(Plan plan) {
    return plan.steps().stream()
        .filter(Step.Convolve.class::isInstance)
        .map(Step.Convolve.class::cast)
        .findFirst()
        .map(
            step -> {
              int height = step.layer().kernel().height();
              int width = step.layer().kernel().width();
              float[] weights = new float[step.bias() - step.weight()];
              for (int i = 0; i < weights.length; i++) {
                weights[i] = plan.weights().get(step.weight() + i);
              }
              return new Maps(weights.length / (height * width), height, width, weights);
            });
  }
}
