package org.menagerie.export.quantize;

import java.util.function.Function;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.export.TrainedNetwork;

/**
 * The choice of levels for a quantized network.
 *
 * @param exporter writes what was chosen
 */
public record ByTrainingImages(Function<QuantizedPlan, Exporter> exporter)
    implements Exporter.Calibration {
  /** Images that are enough to see the ranges. */
  private static final int IMAGES = 1_000;

  @Override
  public int images() {
    return IMAGES;
  }

  @Override
  public Exporter by(TrainedNetwork network, byte[][] pixels) {
    return exporter.apply(QuantizedPlan.of(network, pixels));
  }
}
