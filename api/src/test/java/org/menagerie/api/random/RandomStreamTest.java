package org.menagerie.api.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  @Test
  void isSplitMix64() {
    assertThat(firstFive(RandomStream.ofSeed(1_234_567)))
        .containsExactly(
            Long.parseUnsignedLong("6457827717110365317"),
            Long.parseUnsignedLong("3203168211198807973"),
            Long.parseUnsignedLong("9817491932198370423"),
            Long.parseUnsignedLong("4593380528125082431"),
            Long.parseUnsignedLong("16408922859458223821"));
    assertThat(firstFive(RandomStream.ofSeed(0)))
        .containsExactly(
            0xE220A8397B1DCDAFL,
            0x6E789E6AA1B965F4L,
            0x06C45D188009454FL,
            0xF88BB8A8724C81ECL,
            0x1B39896A51A8749BL);
  }

  @Test
  void isTheSameForTheSameName() {
    assertThat(firstFive(RandomStream.of(42, "augmentation", 3, 59_999)))
        .isEqualTo(firstFive(RandomStream.of(42, "augmentation", 3, 59_999)));
  }

  @Test
  void staysWhatItWasInEarlierVersions() {
    assertThat(firstFive(RandomStream.of(42, "augmentation", 3, 59_999)))
        .containsExactly(
            0xF19849F22EA1B17CL,
            0xBF164711A5EB2DC5L,
            0x733796344BD71183L,
            0xF031E45A1B0802C6L,
            0x9C4BB4126C3677F4L);
    assertThat(firstFive(RandomStream.of(0, "order")))
        .containsExactly(
            0x72BC7620B3916B7DL,
            0x66F99B7C52E489DAL,
            0x4AA7DE702115436BL,
            0x9F060B87CE3907EFL,
            0x1E1A0EEC23053139L);
  }

  @Test
  void differsWithEveryPartOfItsName() {
    Set<Long> firsts = new HashSet<>();
    int streams = 0;
    for (long seed : new long[] {-1, 0, 1, 2, Long.MIN_VALUE}) {
      for (String purpose : new String[] {"", "a", "b", "ab", "ba", "weights", "order"}) {
        for (long[] position : new long[][] {{}, {0}, {1}, {0, 0}, {0, 1}, {1, 0}, {-1}}) {
          firsts.add(RandomStream.of(seed, purpose, position).nextLong());
          streams++;
        }
      }
    }
    assertThat(firsts).hasSize(streams);
  }

  @Test
  void neverRepeatsAStreamOverAWholeTraining() {
    Set<Long> firsts = new HashSet<>();
    for (int epoch = 0; epoch < 20; epoch++) {
      for (int image = 0; image < 5_000; image++) {
        firsts.add(RandomStream.of(1, "augmentation", epoch, image).nextLong());
      }
    }
    assertThat(firsts).hasSize(100_000);
  }

  @Test
  void isUniformAcrossNeighbouringStreams() {
    double[] units =
        LongStream.range(0, 100_000)
            .mapToDouble(image -> RandomStream.of(1, "augmentation", 0, image).unit())
            .toArray();

    assertThat(mean(units)).isCloseTo(1 / 2.0, within(0.005));
    assertThat(variance(units)).isCloseTo(1 / 12.0, within(0.002));
    assertThat(correlationOfNeighbours(units)).isCloseTo(0, within(0.015));
  }

  @Test
  void drawsUnitsBelowOne() {
    RandomStream random = RandomStream.ofSeed(5);
    double[] units = DoubleStream.generate(random::unit).limit(100_000).toArray();

    assertThat(Arrays.stream(units).min().getAsDouble()).isBetween(0.0, 1e-3);
    assertThat(Arrays.stream(units).max().getAsDouble()).isGreaterThan(0.999).isLessThan(1);
    assertThat(RandomStream.ofSeed(1_234_567).unit())
        .isEqualTo((6457827717110365317L >>> 11) * 0x1.0p-53);
  }

  @Test
  void drawsFromAnInterval() {
    RandomStream random = RandomStream.ofSeed(5);
    double[] angles = DoubleStream.generate(() -> random.uniform(-7, 7)).limit(10_000).toArray();

    assertThat(Arrays.stream(angles)).allMatch(angle -> angle >= -7 && angle < 7);
    assertThat(mean(angles)).isCloseTo(0, within(0.15));
    assertThat(RandomStream.ofSeed(5).uniform(3, 3)).isEqualTo(3);
  }

  @Test
  void drawsEveryNumberBelowABoundAndNoOther() {
    RandomStream random = RandomStream.ofSeed(5);
    int[] counts = new int[10];
    for (int i = 0; i < 100_000; i++) {
      counts[random.below(10)]++;
    }

    assertThat(Arrays.stream(counts)).allMatch(count -> count > 9_600 && count < 10_400);
    assertThat(RandomStream.ofSeed(5).below(1)).isZero();
    assertThat(RandomStream.ofSeed(5).below(Integer.MAX_VALUE)).isNotNegative();
  }

  @Test
  void refusesABoundThatIsNotPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomStream.ofSeed(5).below(0))
        .withMessage("bound must be positive: 0");
  }

  @Test
  void drawsFromTheNormalDistribution() {
    RandomStream random = RandomStream.ofSeed(5);
    double[] values = DoubleStream.generate(random::gaussian).limit(100_000).toArray();

    assertThat(mean(values)).isCloseTo(0, within(0.015));
    assertThat(variance(values)).isCloseTo(1, within(0.02));
    assertThat(Arrays.stream(values).filter(v -> Math.abs(v) < 1).count() / 100_000.0)
        .isCloseTo(0.6827, within(0.006));
  }

  private static long[] firstFive(RandomStream random) {
    return LongStream.generate(random::nextLong).limit(5).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().getAsDouble();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().getAsDouble();
  }

  private static double correlationOfNeighbours(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (int i = 1; i < values.length; i++) {
      sum += (values[i - 1] - mean) * (values[i] - mean);
    }
    return sum / (values.length - 1) / variance(values);
  }
}
