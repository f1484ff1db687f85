package org.menagerie.data.augment;

import java.util.concurrent.TimeUnit;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.ImageTransform;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Images per second on one thread, each image with a random stream of its own; the other side of
 * {@code benchmarks/augmentation.py}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class AugmentationBenchmark {
  private static final Shape SHAPE = Shape.image(1, 28, 28);
  private static final int IMAGES = 100;

  /**
   * The augmentation as a recipe writes it, from the environment: JMH would take a parameter apart
   * at its commas.
   */
  private static final String TEXT =
      System.getenv().getOrDefault("AUGMENTATION", "rotation(degrees=7)");

  private final byte[][] images = new byte[IMAGES][28 * 28];
  private final byte[] target = new byte[28 * 28];
  private ImageTransform transform = (source, into, shape, random) -> {};
  private long done;

  @Setup(Level.Trial)
  public void draw() {
    transform = RecipeText.transform(TEXT);
    RandomStream random = RandomStream.ofSeed(1);
    for (byte[] image : images) {
      for (int i = 0; i < image.length; i++) {
        image[i] = (byte) random.below(256);
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(IMAGES)
  public byte[] augment() {
    for (byte[] image : images) {
      transform.apply(image, target, SHAPE, RandomStream.of(1, "augmentation", 1, done++));
    }
    return target;
  }
}
