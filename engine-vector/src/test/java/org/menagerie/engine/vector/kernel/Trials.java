package org.menagerie.engine.vector.kernel;

import static org.menagerie.engine.vector.kernel.Kernels.LANES;
import static org.menagerie.engine.vector.kernel.Kernels.NORMAL;
import static org.menagerie.engine.vector.kernel.Kernels.SUM;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.network.Activation.Function;
import org.menagerie.engine.vector.generator.KernelGenerator;

/** Calls of every method of {@link Kernels} with arguments of all shapes. */
final class Trials {
  private static final int AT = 3;
  private static final int PLACES = 24;
  private static final int MOST_PIXELS = 6;

  private Trials() {}

  /** Draws arguments, calls a method and returns the arrays that it may have changed. */
  @FunctionalInterface
  interface Trial {
    List<float[]> on(Kernels kernels, Draw draw);
  }

  static Map<String, Trial> all() {
    Map<String, Trial> trials = new LinkedHashMap<>();
    for (int channels : KernelGenerator.CHANNELS) {
      for (int pixels = 1; pixels <= KernelGenerator.MAX_PIXELS; pixels++) {
        int width = pixels;
        trials.put(
            "correlate " + channels + "x" + pixels,
            (kernels, draw) -> correlate(kernels, draw, channels, width));
      }
      for (int taps = 1; taps <= KernelGenerator.maxTaps(channels); taps++) {
        int count = taps;
        trials.put(
            "accumulate " + channels + "x" + taps,
            (kernels, draw) -> accumulate(kernels, draw, channels, count));
      }
    }
    trials.put("correlateRow", Trials::correlateRow);
    trials.put("activate", Trials::activate);
    trials.put("addBias", Trials::addBias);
    trials.put("add", Trials::add);
    trials.put("addMoments", Trials::addMoments);
    trials.put("addRow", Trials::addRow);
    trials.put("batchNormBackwardReduce", Trials::batchNormBackwardReduce);
    trials.put("batchNormBackward", Trials::batchNormBackward);
    trials.put("reluBackward", Trials::reluBackward);
    trials.put("dropout", Trials::dropout);
    trials.put("maxPool", Trials::maxPool);
    trials.put("maxPoolBackward", Trials::maxPoolBackward);
    trials.put("avgPool", Trials::avgPool);
    trials.put("avgPoolBackward", Trials::avgPoolBackward);
    for (Function function : Function.values()) {
      if (function != Function.RELU) {
        trials.put("apply " + function, (kernels, draw) -> apply(kernels, draw, function));
        trials.put(
            "multiplySlopes " + function,
            (kernels, draw) -> multiplySlopes(kernels, draw, function));
      }
    }
    trials.put("multiply", Trials::multiply);
    trials.put("addSquares", Trials::addSquares);
    trials.put("normalize", Trials::normalize);
    trials.put("normalizeBackwardReduce", Trials::normalizeBackwardReduce);
    trials.put("normalizeBackward", Trials::normalizeBackward);
    trials.put("transformInput", Trials::transformInput);
    trials.put("transformOutput", Trials::transformOutput);
    trials.put("transformOutputGradient", Trials::transformOutputGradient);
    trials.put("transformWeightGradient", Trials::transformWeightGradient);
    return trials;
  }

  private static List<float[]> correlate(Kernels kernels, Draw draw, int channels, int pixels) {
    int count = draw.between(0, 9);
    int[] taps = draw.places(count + 2, PLACES);
    int step = draw.between(1, 3) * LANES;
    float[] in = draw.floats(AT + PLACES * LANES + pixels * step);
    float[] weights = draw.floats(2 + (count + 2) * channels);
    int channel = (pixels + 1) * LANES;
    float[] out = draw.floats(AT + channels * channel);
    kernels.correlate(
        channels, pixels, in, AT, step, taps, 1, 1 + count, weights, 2, out, AT, channel);
    return List.of(out);
  }

  private static List<float[]> correlateRow(Kernels kernels, Draw draw) {
    int count = draw.between(0, 9);
    int pixels = draw.between(0, 21);
    int[] taps = draw.places(count + 2, PLACES);
    int step = draw.between(1, 2) * LANES;
    float[] in = draw.floats(AT + PLACES * LANES + pixels * step);
    float[] weights = draw.floats(2 + count + 2);
    float[] out = draw.floats(AT + (pixels + 1) * LANES);
    kernels.correlateRow(in, AT, step, taps, 1, 1 + count, weights, 2, out, AT, pixels);
    return List.of(out);
  }

  private static List<float[]> accumulate(Kernels kernels, Draw draw, int channels, int count) {
    int pixels = draw.between(0, 9);
    int[] taps = draw.places(count + 1, PLACES);
    int[] errorPixels = draw.places(pixels, PLACES);
    int[] inputPixels = draw.places(pixels, PLACES);
    int channel = (PLACES + 1) * LANES;
    float[] errors = draw.floats(AT + channels * channel);
    float[] in = draw.floats(AT + 2 * PLACES * LANES);
    float[] sums = draw.floats(AT + (channels * count + 1) * LANES);
    kernels.accumulate(
        channels,
        count,
        errors,
        AT,
        channel,
        errorPixels,
        in,
        AT,
        inputPixels,
        taps,
        1,
        pixels,
        sums,
        AT);
    return List.of(sums);
  }

  private static List<float[]> transformInput(Kernels kernels, Draw draw) {
    int tiles = draw.between(1, 4);
    float[] in = draw.floats(AT + (tiles * Winograd.OUTPUTS + 2) * LANES);
    float[] out = draw.floats(1 + Winograd.VALUES * (tiles + 1) * LANES);
    kernels.winograd().transformInput(in, AT, tiles, out, 1, (tiles + 1) * LANES);
    return List.of(draw.unsignedZeros(out));
  }

  private static List<float[]> transformOutput(Kernels kernels, Draw draw) {
    int tiles = draw.between(1, 4);
    float[] in = draw.floats(AT + Winograd.VALUES * (tiles + 1) * LANES);
    float[] out = draw.floats(2 + (tiles * Winograd.OUTPUTS + 1) * LANES);
    kernels.winograd().transformOutput(in, AT, (tiles + 1) * LANES, tiles, out, 2);
    return List.of(draw.unsignedZeros(out));
  }

  private static List<float[]> transformOutputGradient(Kernels kernels, Draw draw) {
    int tiles = draw.between(1, 4);
    float[] in = draw.floats(AT + tiles * Winograd.OUTPUTS * LANES);
    float[] out = draw.floats(1 + Winograd.VALUES * (tiles + 1) * LANES);
    kernels.winograd().transformOutputGradient(in, AT, tiles, out, 1, (tiles + 1) * LANES);
    return List.of(draw.unsignedZeros(out));
  }

  private static List<float[]> transformWeightGradient(Kernels kernels, Draw draw) {
    int rows = draw.between(1, 5);
    float[] in = draw.floats(AT + Winograd.VALUES * (rows + 1) * LANES);
    float[] out = draw.floats(1 + Winograd.WEIGHTS * (rows + 2) * LANES);
    kernels
        .winograd()
        .transformWeightGradient(in, AT, (rows + 1) * LANES, rows, out, 1, (rows + 2) * LANES);
    return List.of(out);
  }

  private static List<float[]> activate(Kernels kernels, Draw draw) {
    int pixels = pixels(draw);
    float[] in = row(draw);
    float[] out = row(draw);
    kernels.activate(in, AT, out, 1, pixels, draw.flip(), draw.value(), draw.value(), draw.flip());
    return List.of(out);
  }

  private static List<float[]> addBias(Kernels kernels, Draw draw) {
    float[] values = row(draw);
    kernels.addBias(values, AT, pixels(draw), draw.value());
    return List.of(values);
  }

  private static List<float[]> add(Kernels kernels, Draw draw) {
    float[] in = row(draw);
    float[] out = row(draw);
    kernels.add(in, AT, out, 1, pixels(draw));
    return List.of(out);
  }

  private static List<float[]> addMoments(Kernels kernels, Draw draw) {
    float[] sums = draw.floats(AT + 3 * SUM);
    kernels.addMoments(row(draw), AT, pixels(draw), draw.flip(), draw.value(), sums, AT);
    return List.of(sums);
  }

  private static List<float[]> addRow(Kernels kernels, Draw draw) {
    float[] sums = draw.floats(AT + 2 * SUM);
    kernels.addRow(row(draw), AT, pixels(draw), sums, AT);
    return List.of(sums);
  }

  private static List<float[]> batchNormBackwardReduce(Kernels kernels, Draw draw) {
    float[] out = row(draw);
    float[] sums = draw.floats(AT + 3 * SUM);
    kernels.batchNormBackwardReduce(
        row(draw),
        AT,
        row(draw),
        1,
        out,
        2,
        pixels(draw),
        draw.flip(),
        draw.value(),
        draw.value(),
        draw.flip(),
        sums,
        AT);
    return List.of(out, sums);
  }

  private static List<float[]> batchNormBackward(Kernels kernels, Draw draw) {
    float[] out = row(draw);
    kernels.batchNormBackward(
        row(draw),
        AT,
        row(draw),
        1,
        out,
        2,
        pixels(draw),
        draw.value(),
        draw.value(),
        draw.value(),
        draw.flip());
    return List.of(out);
  }

  private static List<float[]> reluBackward(Kernels kernels, Draw draw) {
    float[] out = row(draw);
    kernels.reluBackward(row(draw), AT, row(draw), 1, out, 2, pixels(draw));
    return List.of(out);
  }

  private static List<float[]> dropout(Kernels kernels, Draw draw) {
    float[] values = row(draw);
    int threshold = draw.below(1 << 16);
    kernels.dropout(
        values, AT, pixels(draw), draw.ints(LANES), draw.ints(1)[0], threshold, draw.scale());
    return List.of(values);
  }

  private static List<float[]> maxPool(Kernels kernels, Draw draw) {
    int step = step(draw);
    float[] out = row(draw);
    kernels.maxPool(window(draw), AT, step, taps(draw), out, 1, pixels(draw));
    return List.of(out);
  }

  private static List<float[]> maxPoolBackward(Kernels kernels, Draw draw) {
    float[] out = window(draw);
    for (int i = 0; i < out.length; i++) {
      out[i] += 0f; // Sums that have begun at 0 are never -0.
    }
    int[] taps = taps(draw);
    kernels.maxPoolBackward(
        window(draw),
        AT,
        step(draw),
        taps,
        row(draw),
        1,
        out,
        2,
        step(draw),
        draw.places(taps.length, PLACES),
        pixels(draw));
    return List.of(out);
  }

  private static List<float[]> avgPool(Kernels kernels, Draw draw) {
    float[] out = row(draw);
    kernels.avgPool(window(draw), AT, step(draw), taps(draw), draw.scale(), out, 1, pixels(draw));
    return List.of(out);
  }

  private static List<float[]> avgPoolBackward(Kernels kernels, Draw draw) {
    float[] out = window(draw);
    kernels.avgPoolBackward(
        row(draw), AT, draw.scale(), out, 1, step(draw), taps(draw), pixels(draw));
    return List.of(out);
  }

  private static List<float[]> apply(Kernels kernels, Draw draw, Function function) {
    float[] out = row(draw);
    kernels.apply(function, 0.75f, 2.5f, row(draw), AT, out, 1, pixels(draw));
    return List.of(out);
  }

  private static List<float[]> multiplySlopes(Kernels kernels, Draw draw, Function function) {
    float[] out = row(draw);
    kernels.multiplySlopes(function, 0.75f, 2.5f, row(draw), AT, out, 1, pixels(draw));
    return List.of(out);
  }

  private static List<float[]> multiply(Kernels kernels, Draw draw) {
    float[] out = row(draw);
    kernels.multiply(window(draw), AT, draw.below(3) * LANES, out, 1, pixels(draw));
    return List.of(out);
  }

  private static List<float[]> addSquares(Kernels kernels, Draw draw) {
    float[] sums = draw.floats(AT + 2 * SUM);
    kernels.addSquares(row(draw), AT, pixels(draw), draw.floats(2 + LANES), 2, sums, AT);
    return List.of(sums);
  }

  private static List<float[]> normalize(Kernels kernels, Draw draw) {
    float[] out = row(draw);
    kernels.normalize(
        row(draw),
        AT,
        out,
        1,
        pixels(draw),
        draw.floats(2 + NORMAL),
        2,
        row(draw),
        2,
        4,
        draw.below(2));
    return List.of(out);
  }

  private static List<float[]> normalizeBackwardReduce(Kernels kernels, Draw draw) {
    float[] sums = draw.floats(AT + 3 * SUM);
    kernels.normalizeBackwardReduce(
        row(draw),
        AT,
        row(draw),
        1,
        pixels(draw),
        draw.floats(2 + NORMAL),
        2,
        row(draw),
        2,
        draw.below(2),
        sums,
        AT);
    return List.of(sums);
  }

  private static List<float[]> normalizeBackward(Kernels kernels, Draw draw) {
    float[] out = row(draw);
    kernels.normalizeBackward(
        row(draw),
        AT,
        row(draw),
        1,
        out,
        2,
        pixels(draw),
        draw.floats(2 + NORMAL),
        2,
        row(draw),
        2,
        draw.below(2));
    return List.of(draw.unsignedZeros(out));
  }

  private static int pixels(Draw draw) {
    return draw.between(0, MOST_PIXELS);
  }

  private static int step(Draw draw) {
    return draw.between(1, 2) * LANES;
  }

  private static int[] taps(Draw draw) {
    return draw.places(draw.between(1, 9), PLACES);
  }

  private static float[] row(Draw draw) {
    return draw.floats(AT + (MOST_PIXELS + 1) * LANES);
  }

  private static float[] window(Draw draw) {
    return draw.floats(AT + (PLACES + 2 * MOST_PIXELS + 1) * LANES);
  }
}
