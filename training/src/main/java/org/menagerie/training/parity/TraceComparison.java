package org.menagerie.training.parity;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.loop.Logits;

/** Compares traces of one network, trained from one seed on the same batches. */
public final class TraceComparison {
  private final List<Parameter> parameters;
  private final TensorMap start;
  private final double tolerance;

  /**
   * @param network what was trained
   * @param seed of its first weights
   * @param tolerance the largest deviation with which engines still agree
   * @throws MenagerieException if the tolerance is not a number of at least 0
   */
  public TraceComparison(Network network, long seed, double tolerance) {
    if (!(tolerance >= 0)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The tolerance must be a number of at least 0, not %s.".formatted(tolerance));
    }
    this.parameters = network.parameters();
    this.start = InitialWeights.draw(network, seed);
    this.tolerance = tolerance;
  }

  /**
   * A trace and the engine that left it.
   *
   * @param engine its name
   * @param folder a whole trace
   */
  public record Side(String engine, TraceFolder folder) {
    public Side {
      requireNonNull(engine, "engine is null");
      requireNonNull(folder, "folder is null");
    }
  }

  /**
   * Compares step by step, with no more than one step of each in memory.
   *
   * @throws MenagerieException if a trace cannot be read
   */
  public Parity compare(Side reference, Side other) {
    int steps = reference.folder().readPlan().steps();
    return Parity.of(
        reference.engine(),
        other.engine(),
        tolerance,
        IntStream.rangeClosed(1, steps)
            .mapToObj(
                step ->
                    compare(step, reference.folder().readStep(step), other.folder().readStep(step)))
            .toList(),
        compare(reference.folder().readLogits(), other.folder().readLogits()));
  }

  private StepParity compare(int step, TraceStep a, TraceStep b) {
    List<Deviation> deviations = new ArrayList<>();
    deviations.addAll(moved(Quantity.STATISTIC, a, b));
    deviations.add(new Deviation(Quantity.LOSS, "", Yardstick.loss(a.loss(), b.loss())));
    deviations.addAll(gradients(a.gradients(), b.gradients()));
    deviations.addAll(moved(Quantity.PARAMETER, a, b));
    return new StepParity(step, a.loss(), b.loss(), deviations);
  }

  private List<Deviation> moved(Quantity quantity, TraceStep a, TraceStep b) {
    List<String> names =
        parameters.stream()
            .filter(parameter -> parameter.trainable() == (quantity == Quantity.PARAMETER))
            .map(Parameter::name)
            .toList();
    double farthest =
        Stream.of(a, b)
            .flatMap(step -> names.stream().map(name -> moved(name, step)))
            .max(Double::compare)
            .orElse(0.0);
    return names.stream()
        .map(
            name ->
                new Deviation(
                    quantity,
                    name,
                    Yardstick.moved(
                        start.get(name).values(),
                        a.weights().get(name).values(),
                        b.weights().get(name).values(),
                        farthest)))
        .toList();
  }

  private double moved(String name, TraceStep step) {
    return Yardstick.distance(start.get(name).values(), step.weights().get(name).values());
  }

  private List<Deviation> gradients(TensorMap a, TensorMap b) {
    double largest =
        Stream.of(a, b)
            .flatMap(gradients -> gradients.asMap().values().stream())
            .mapToDouble(gradient -> Yardstick.norm(gradient.values()))
            .max()
            .orElse(0);
    List<Deviation> deviations = new ArrayList<>();
    for (Parameter parameter : parameters) {
      if (parameter.trainable()) {
        String name = parameter.name();
        deviations.add(
            new Deviation(
                Quantity.GRADIENT,
                name,
                Yardstick.gradient(a.get(name).values(), b.get(name).values(), largest)));
      }
    }
    Collections.reverse(deviations);
    return deviations;
  }

  private static PredictionParity compare(Tensor a, Tensor b) {
    int images = a.shape().dimensions().get(0);
    int classes = a.shape().dimensions().get(1);
    Logits left = new Logits(a.values(), classes);
    Logits right = new Logits(b.values(), classes);
    int alike =
        (int)
            IntStream.range(0, images)
                .filter(image -> left.predicted(image) == right.predicted(image))
                .count();
    double largest = 0;
    for (int i = 0; i < a.values().length; i++) {
      largest = Math.max(largest, Math.abs((double) a.values()[i] - b.values()[i]));
    }
    Deviation deviation =
        new Deviation(Quantity.LOGITS, "", Yardstick.logits(a.values(), b.values()));
    return new PredictionParity(images, alike, largest, deviation);
  }
}
