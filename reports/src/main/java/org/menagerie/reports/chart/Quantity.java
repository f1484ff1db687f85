package org.menagerie.reports.chart;

import java.util.stream.DoubleStream;
import org.menagerie.training.run.EpochMetrics;

/** What {@link SeedCurves} show of each epoch. */
public enum Quantity {
  ACCURACY("accuracy", "%.2f %%") {
    @Override
    double train(EpochMetrics epoch) {
      return epoch.trainAccuracy();
    }

    @Override
    double judged(EpochMetrics epoch) {
      return epoch.judged().accuracy();
    }

    @Override
    Axis axis(DoubleStream values) {
      return Axis.of(Measure.ACCURACY, values);
    }
  },
  LOSS("loss", "%.4f") {
    @Override
    double train(EpochMetrics epoch) {
      return epoch.trainLoss();
    }

    @Override
    double judged(EpochMetrics epoch) {
      return epoch.judged().loss();
    }

    @Override
    Axis axis(DoubleStream values) {
      return Axis.ofLosses(values);
    }
  };

  private final String word;
  private final String format;

  Quantity(String word, String format) {
    this.word = word;
    this.format = format;
  }

  String word() {
    return word;
  }

  /** A value with its unit, as a format of {@link java.util.Formatter}. */
  String format() {
    return format;
  }

  /** On the images that were trained on. */
  abstract double train(EpochMetrics epoch);

  /** On those that were not. */
  abstract double judged(EpochMetrics epoch);

  /** An axis on which all values lie that are numbers. */
  abstract Axis axis(DoubleStream values);
}
