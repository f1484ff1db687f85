package org.menagerie.training.finder;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The losses that growing learning rates lead to.
 *
 * @param points one for each step
 * @param stopped whether the loss grew beyond all use before the highest learning rate
 */
public record FinderCurve(List<Point> points, boolean stopped) {
  /** The first steps say more of the first weights than of the learning rate. */
  private static final int WARM_UP = 5;

  /** A fall that may come from rounding. */
  private static final double NOTHING = 1e-6;

  public FinderCurve {
    points = List.copyOf(points);
  }

  /**
   * One step.
   *
   * @param learningRate with which it was made
   * @param loss of its batch, before the step
   * @param smoothed mean of the losses so far, later ones weighing more
   */
  public record Point(double learningRate, double loss, double smoothed) {}

  /**
   * The learning rate at which the smoothed loss falls fastest, by the logarithm of the learning
   * rate: a good one to train with, as fastai and Lightning suggest it. Empty if it falls nowhere.
   *
   * @see <a href="https://arxiv.org/abs/1506.01186">Smith: Cyclical learning rates for training
   *     neural networks (2017)</a>
   */
  public Optional<Point> steepest() {
    return IntStream.range(Math.min(WARM_UP, points.size()), points.size() - 1)
        .filter(i -> i > 0 && slope(i) < -NOTHING)
        .boxed()
        .min(Comparator.comparingDouble(this::slope))
        .map(points::get);
  }

  /** The point at which the smoothed loss is lowest; a learning rate well below it still trains. */
  public Point lowest() {
    return points.stream().min(Comparator.comparingDouble(Point::smoothed)).orElseThrow();
  }

  /** Differences between both neighbours; all steps are alike by the logarithm. */
  private double slope(int i) {
    return (points.get(i + 1).smoothed() - points.get(i - 1).smoothed()) / 2;
  }
}
