package org.menagerie.api.random;

/**
 * A stream of random numbers that is the same everywhere: SplitMix64, fixed here bit for bit so
 * that neither the JDK's version nor the engine nor the number of threads changes a run.
 *
 * <p>A stream is named by what it is for: {@code RandomStream.of(seed, "augmentation", epoch,
 * image)} is independent of every other name. Streams are not thread-safe; derive one per unit of
 * work instead of sharing.
 *
 * @see <a href="https://doi.org/10.1145/2714064.2660195">Steele, Lea, Flood: Fast Splittable
 *     Pseudorandom Number Generators (OOPSLA 2014)</a>
 */
public final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  /** The plain stream of {@code seed}, without derivation. */
  public static RandomStream ofSeed(long seed) {
    return new RandomStream(seed);
  }

  /** The stream for one purpose, and within it for one position such as (epoch, image). */
  public static RandomStream of(long seed, String purpose, long... position) {
    long state = mix(seed + GOLDEN_GAMMA);
    for (int i = 0; i < purpose.length(); i++) {
      state = mix(state ^ (purpose.charAt(i) + GOLDEN_GAMMA));
    }
    for (long coordinate : position) {
      state = mix((state + GOLDEN_GAMMA) ^ mix(coordinate));
    }
    return new RandomStream(state);
  }

  /** The next 64 bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1), with 53 random bits. */
  public double unit() {
    return (nextLong() >>> 11) * UNIT;
  }

  /** Uniform in [{@code low}, {@code high}). */
  public double uniform(double low, double high) {
    return low + (high - low) * unit();
  }

  /**
   * A whole number in [0, {@code bound}).
   *
   * @throws IllegalArgumentException if {@code bound} is not positive
   */
  public int below(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive: " + bound);
    }
    return (int) (unit() * bound);
  }

  /** Normally distributed with mean 0 and standard deviation 1 (Box-Muller, one of the pair). */
  public double gaussian() {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - unit()));
    return radius * StrictMath.cos(2 * Math.PI * unit());
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
