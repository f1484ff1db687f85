package org.menagerie.runner.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.inference.TrainedModel;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.loop.InitialWeights;

/**
 * Times of inference, in turns within one process: {@code InferencePairs CLOCK ROUNDS MODEL
 * PLUGIN_SOURCE...} prints lines of round, contender, and microseconds per image; then lines of
 * {@code latency}, contender, and the median and 99th percentile of single calls in microseconds.
 * The clock is {@code wall}, or {@code cpu} for the time that the calling thread had a processor,
 * which says nothing of contenders with several threads.
 */
final class InferencePairs {
  private static final int IMAGES = 500;
  private static final int WARM_ROUNDS = 60;
  private static final int CALLS = 4_000;

  private InferencePairs() {}

  /** Shows all images to a network. */
  private interface Contender {
    void run(byte[][] pixels) throws IOException;
  }

  public static void main(String[] args) throws IOException {
    LongSupplier clock =
        args[0].equals("cpu")
            ? ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime
            : System::nanoTime;
    int rounds = Integer.parseInt(args[1]);
    int slash = args[2].indexOf('/');
    Catalog catalog =
        LoadedPlugins.from(PluginSources.parse(List.of(args).subList(3, args.length))).catalog();
    Network network =
        catalog.model(args[2].substring(0, slash), args[2].substring(slash + 1)).network();
    TrainedNetwork trained =
        TrainedNetwork.builder(
                args[2],
                network,
                InitialWeights.draw(network, 1),
                IntStream.range(0, Math.toIntExact(network.output().elements()))
                    .mapToObj(Integer::toString)
                    .toList())
            .normalization(Normalization.MNIST)
            .build();
    Map<String, Contender> contenders = contenders(catalog, trained);
    byte[][] pixels = pixels(Math.toIntExact(network.input().elements()));
    for (int round = 1 - WARM_ROUNDS; round <= rounds; round++) {
      for (Map.Entry<String, Contender> each : contenders.entrySet()) {
        long start = clock.getAsLong();
        each.getValue().run(pixels);
        double micros = (clock.getAsLong() - start) / 1e3 / IMAGES;
        if (round > 0) {
          System.out.printf(Locale.ROOT, "%d\t%s\t%.3f%n", round, each.getKey(), micros);
        }
      }
    }
    for (Map.Entry<String, Contender> each : contenders.entrySet()) {
      double[] micros = new double[CALLS];
      for (int i = 0; i < CALLS; i++) {
        byte[][] one = {pixels[i % IMAGES]};
        long start = System.nanoTime();
        each.getValue().run(one);
        micros[i] = (System.nanoTime() - start) / 1e3;
      }
      Arrays.sort(micros);
      System.out.printf(
          Locale.ROOT,
          "latency\t%s\t%.1f\t%.1f%n",
          each.getKey(),
          micros[CALLS / 2],
          micros[CALLS * 99 / 100]);
    }
    // The sessions' threads.
    Runtime.getRuntime().exit(0);
  }

  private static Map<String, Contender> contenders(Catalog catalog, TrainedNetwork trained)
      throws IOException {
    Map<String, Contender> contenders = new LinkedHashMap<>();
    for (int threads : new int[] {1, 2}) {
      SessionSpec spec =
          SessionSpec.builder(trained.network(), Sgd.of(0.01, 0.9), CrossEntropy.plain())
              .threads(threads)
              .build();
      Session session = catalog.engines().get("vector").open(spec, trained.weights());
      contenders.put(
          "vector, threads: " + threads,
          pixels -> {
            float[] input = trained.normalized(pixels);
            session.evaluate(Batch.of(input, new int[pixels.length], pixels.length));
          });
    }
    TrainedModel model = TrainedModel.of(trained);
    contenders.put(
        "menagerie",
        pixels -> {
          for (byte[] image : pixels) {
            model.logits(image);
          }
        });
    Path file = Files.createTempDirectory("menagerie-bench").resolve("Exported.java");
    Exporter exporter = catalog.exporter(Component.of("java"));
    exporter.write(trained, file);
    System.err.printf(Locale.ROOT, "%s: %,d bytes%n", file.getFileName(), Files.size(file));
    Exported exported = exporter.open(trained, file).orElseThrow();
    Files.delete(file);
    Files.delete(file.getParent());
    contenders.put("java", exported::logits);
    return contenders;
  }

  private static byte[][] pixels(int length) {
    Random dice = new Random(1);
    byte[][] pixels = new byte[IMAGES][length];
    for (byte[] image : pixels) {
      dice.nextBytes(image);
    }
    return pixels;
  }
}
