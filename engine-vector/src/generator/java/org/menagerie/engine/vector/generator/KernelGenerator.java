package org.menagerie.engine.vector.generator;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Writes the two families of kernels whose accumulators have to be local variables to stay in
 * registers, one method for each block of registers: {@code KernelGenerator OUTPUT_DIRECTORY}.
 *
 * <p>Loads and broadcasts stand in the methods themselves and each iteration is one tap or one
 * pixel: helper methods would sometimes not be inlined, and vectors would then be allocated.
 */
public final class KernelGenerator {
  /** Output channels of a block. */
  public static final List<Integer> CHANNELS = List.of(1, 2, 4);

  /** Most output pixels of a block of {@code CorrelationKernels}. */
  public static final int MAX_PIXELS = 4;

  /** Most weights per output channel in a block of {@code GradientKernels}. */
  public static final int MAX_TAPS = 5;

  /** The same of a single channel. */
  public static final int MAX_TAPS_OF_ONE = 9;

  private KernelGenerator() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0], "org", "menagerie", "engine", "vector", "kernel");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("CorrelationKernels.java"), correlations());
    Files.writeString(folder.resolve("GradientKernels.java"), gradients());
  }

  static String correlations() {
    String methods =
        CHANNELS.stream()
            .flatMap(
                channels ->
                    IntStream.rangeClosed(1, MAX_PIXELS)
                        .mapToObj(pixels -> correlation(channels, pixels)))
            .collect(joining("\n"));
    String cases =
        CHANNELS.stream()
            .flatMap(
                channels ->
                    IntStream.rangeClosed(1, MAX_PIXELS)
                        .mapToObj(
                            pixels ->
                                "      case %d -> correlate%dx%d(in, at, step, taps, from, to, weights, first, out, to0, channel);\n"
                                    .formatted(
                                        channels * (MAX_PIXELS + 1) + pixels, channels, pixels)))
            .collect(joining());
    return file(
        "CorrelationKernels",
        """
          static void correlate(int channels, int pixels, float[] in, int at, int step, int[] taps, int from, int to, float[] weights, int first, float[] out, int to0, int channel) {
            switch (channels * %d + pixels) {
        %s      default -> throw new IllegalArgumentException(channels + "x" + pixels);
            }
          }

        %s"""
            .formatted(MAX_PIXELS + 1, cases, methods));
  }

  private static String correlation(int channels, int pixels) {
    String sums =
        lines(
            channels * pixels,
            i ->
                "    FloatVector %s = FloatVector.zero(S);".formatted(sum(i / pixels, i % pixels)));
    String weights =
        lines(
            channels,
            k ->
                "      final FloatVector w%1$d = FloatVector.broadcast(S, weights[w + %1$d]);"
                    .formatted(k));
    String products =
        lines(
            pixels,
            p ->
                "      final FloatVector x%1$d = FloatVector.fromArray(S, in, i + %1$d * step);\n"
                        .formatted(p)
                    + lines(
                        channels,
                        k -> "      %1$s = x%2$d.fma(w%3$d, %1$s);".formatted(sum(k, p), p, k)));
    String stores =
        lines(
            channels * pixels,
            i ->
                "    %s.intoArray(out, to0 + %d * channel + %d);"
                    .formatted(sum(i / pixels, i % pixels), i / pixels, i % pixels * 16));
    return """
          private static void correlate%dx%d(float[] in, int at, int step, int[] taps, int from, int to, float[] weights, int first, float[] out, int to0, int channel) {
        %s    for (int t = from; t < to; t++) {
              final int i = at + taps[t];
              final int w = first + t * %d;
        %s%s    }
        %s  }
        """
        .formatted(channels, pixels, sums, channels, weights, products, stores);
  }

  static String gradients() {
    String methods =
        CHANNELS.stream()
            .flatMap(
                channels ->
                    IntStream.rangeClosed(1, maxTaps(channels))
                        .mapToObj(taps -> gradient(channels, taps)))
            .collect(joining("\n"));
    String cases =
        CHANNELS.stream()
            .flatMap(
                channels ->
                    IntStream.rangeClosed(1, maxTaps(channels))
                        .mapToObj(
                            taps ->
                                "      case %d -> gradient%dx%d(d, dAt, dChannel, dPixels, a, aAt, aPixels, taps, tap, pixels, sums, first);\n"
                                    .formatted(
                                        channels * (MAX_TAPS_OF_ONE + 1) + taps, channels, taps)))
            .collect(joining());
    return file(
        "GradientKernels",
        """
          static void accumulate(int channels, int count, float[] d, int dAt, int dChannel, int[] dPixels, float[] a, int aAt, int[] aPixels, int[] taps, int tap, int pixels, float[] sums, int first) {
            switch (channels * %d + count) {
        %s      default -> throw new IllegalArgumentException(channels + "x" + count);
            }
          }

        %s"""
            .formatted(MAX_TAPS_OF_ONE + 1, cases, methods));
  }

  /** The most weights per output channel in a block of so many channels. */
  public static int maxTaps(int channels) {
    return channels == 1 ? MAX_TAPS_OF_ONE : MAX_TAPS;
  }

  private static String gradient(int channels, int taps) {
    String offsets = lines(taps, t -> "    final int t%1$d = taps[tap + %1$d];".formatted(t));
    String loads =
        lines(
            channels * taps,
            i ->
                "    FloatVector %s = FloatVector.fromArray(S, sums, first + %d);"
                    .formatted(sum(i / taps, i % taps), 16 * i));
    String errors =
        lines(
            channels,
            k ->
                "      final FloatVector d%1$d = FloatVector.fromArray(S, d, i + %1$d * dChannel);"
                    .formatted(k));
    String products =
        lines(
            taps,
            t ->
                "      final FloatVector x%1$d = FloatVector.fromArray(S, a, j + t%1$d);\n"
                        .formatted(t)
                    + lines(
                        channels,
                        k -> "      %1$s = d%2$d.fma(x%3$d, %1$s);".formatted(sum(k, t), k, t)));
    String stores =
        lines(
            channels * taps,
            i -> "    %s.intoArray(sums, first + %d);".formatted(sum(i / taps, i % taps), 16 * i));
    return """
          private static void gradient%dx%d(float[] d, int dAt, int dChannel, int[] dPixels, float[] a, int aAt, int[] aPixels, int[] taps, int tap, int pixels, float[] sums, int first) {
        %s%s    for (int p = 0; p < pixels; p++) {
              final int i = dAt + dPixels[p];
              final int j = aAt + aPixels[p];
        %s%s    }
        %s  }
        """
        .formatted(channels, taps, offsets, loads, errors, products, stores);
  }

  private static String sum(int channel, int pixel) {
    return "c" + channel + "_" + pixel;
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count)
        .mapToObj(i -> line.apply(i).stripTrailing() + "\n")
        .collect(joining());
  }

  private static String file(String name, String body) {
    return """
        package org.menagerie.engine.vector.kernel;

        import jdk.incubator.vector.FloatVector;
        import jdk.incubator.vector.VectorSpecies;

        /** Written by KernelGenerator. */
        @SuppressWarnings("all")
        final class %1$s {
          private static final VectorSpecies<Float> S = Species.FLOATS;

          private %1$s() {}

        %2$s}
        """
        .formatted(name, body);
  }
}
