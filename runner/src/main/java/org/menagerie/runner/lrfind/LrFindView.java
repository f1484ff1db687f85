package org.menagerie.runner.lrfind;

import java.util.List;
import java.util.Optional;
import org.menagerie.training.finder.FinderCurve;
import org.menagerie.training.finder.FinderCurve.Point;
import org.menagerie.training.run.RunSpec;

/**
 * A search for programs: what {@code lr-find --json} prints.
 *
 * @param steepest the learning rate at which the smoothed loss falls fastest
 * @param lowest the one at which it is lowest
 * @param stopped whether it ended before the highest learning rate
 */
record LrFindView(
    String model,
    String engine,
    long seed,
    Optional<Double> steepest,
    double lowest,
    boolean stopped,
    List<Point> points) {

  static LrFindView of(RunSpec spec, FinderCurve curve) {
    return new LrFindView(
        spec.modelId(),
        spec.engine(),
        spec.seed(),
        curve.steepest().map(Point::learningRate),
        curve.lowest().learningRate(),
        curve.stopped(),
        curve.points());
  }
}
