package org.menagerie.data.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.BatchTransform;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Sampler;

/** What batches hold. */
class BatchPipelineTest {
  private static final Shape SHAPE = Shape.image(1, 2, 3);
  private static final Normalization NORMALIZATION = Normalization.of(0.25, 0.5);

  /** Image i is i throughout, apart from its last pixel, and its label i mod 10. */
  private static final ImageSet IMAGES = numbered(103);

  private static final ImageTransform ADD_NOISE =
      (source, target, shape, random) -> {
        for (int i = 0; i < source.length; i++) {
          target[i] = (byte) (source[i] + random.below(2) * 128);
        }
      };

  private static final ImageTransform INVERT =
      (source, target, shape, random) -> {
        for (int i = 0; i < source.length; i++) {
          target[i] = (byte) (255 - (source[i] & 0xFF));
        }
      };

  /** A copy of one batch, since the batch itself does not last. */
  private record Kept(List<Float> images, List<Integer> labels) {}

  @Test
  void normalizesEachChannelByItsOwnNumbers() {
    byte[] pixels = {0, 51, 102, (byte) 153, (byte) 204, (byte) 255};
    ImageSet images = new ImageSet(Shape.image(3, 1, 2), pixels, new byte[1]);
    Normalization normalization =
        Normalization.of(
            0,
            1,
            List.of(Normalization.of(0, 1), Normalization.of(0.5, 1), Normalization.of(0, 0.5)));

    try (BatchPipeline pipeline =
            BatchPipeline.forTraining(
                images, 1, normalization, List.of(), 1, Sampler.RANDOM, false, Optional.empty());
        EpochBatches batches = pipeline.epoch(1)) {
      assertThat(Arrays.copyOf(batches.next().images(), 6))
          .containsExactly(0, 0.2f, -0.1f, 0.1f, 1.6f, 2);
    }
  }

  @Test
  void everyImageComesOncePerEpochWithItsLabel() {
    try (BatchPipeline pipeline = training(10, List.of(), 1)) {
      List<Integer> seen = new ArrayList<>();
      for (Kept batch : epoch(pipeline, 1)) {
        for (int i = 0; i < batch.labels().size(); i++) {
          int index = level(batch.images().get(6 * i));
          assertThat(batch.labels().get(i)).isEqualTo(index % 10);
          seen.add(index);
        }
      }
      assertThat(seen).containsExactlyInAnyOrderElementsOf(range(103)).isNotEqualTo(range(103));
      assertThat(seen).containsExactlyElementsOf(boxed(pipeline.order(1)));
    }
  }

  @Test
  void levelsAreNormalisedPixelByPixel() {
    ImageSet one =
        new ImageSet(
            SHAPE, new byte[] {0, 1, 127, (byte) 128, (byte) 254, (byte) 255}, new byte[1]);
    try (BatchPipeline pipeline = BatchPipeline.forEvaluation(one, 1, NORMALIZATION)) {
      assertThat(epoch(pipeline, 1).get(0).images())
          .containsExactly(
              NORMALIZATION.apply(0),
              NORMALIZATION.apply(1),
              NORMALIZATION.apply(127),
              NORMALIZATION.apply(128),
              NORMALIZATION.apply(254),
              NORMALIZATION.apply(255));
    }
  }

  @Test
  void theLastBatchIsSmaller() {
    try (BatchPipeline pipeline = training(10, List.of(), 1)) {
      List<Kept> batches = epoch(pipeline, 1);
      assertThat(pipeline.batchesPerEpoch()).isEqualTo(11);
      assertThat(batches).hasSize(11);
      assertThat(batches.get(9).labels()).hasSize(10);
      assertThat(batches.get(10).labels()).hasSize(3);
    }
  }

  @Test
  void countsBatchesAtTheBoundaries() {
    assertThat(training(103, List.of(), 1).batchesPerEpoch()).isEqualTo(1);
    assertThat(training(500, List.of(), 1).batchesPerEpoch()).isEqualTo(1);
    assertThat(training(102, List.of(), 1).batchesPerEpoch()).isEqualTo(2);
    assertThat(training(1, List.of(), 1).batchesPerEpoch()).isEqualTo(103);
  }

  @Test
  void aBatchLargerThanTheSetHoldsAllOfIt() {
    try (BatchPipeline pipeline = training(500, List.of(), 1)) {
      assertThat(epoch(pipeline, 1))
          .singleElement()
          .satisfies(b -> assertThat(b.labels()).hasSize(103));
    }
  }

  @Test
  void theImagesThatFillNoBatchAreLeftOut() {
    try (BatchPipeline pipeline = dropping(10);
        BatchPipeline all = training(10, List.of(), 7)) {
      List<Kept> batches = epoch(pipeline, 2);

      assertThat(pipeline.batchesPerEpoch()).isEqualTo(10);
      assertThat(batches).isEqualTo(epoch(all, 2).subList(0, 10));
    }
  }

  @Test
  void theOnlyBatchIsNeverLeftOut() {
    try (BatchPipeline pipeline = dropping(500)) {
      assertThat(epoch(pipeline, 1))
          .singleElement()
          .satisfies(b -> assertThat(b.labels()).hasSize(103));
    }
  }

  private static BatchPipeline dropping(int batchSize) {
    return BatchPipeline.forTraining(
        IMAGES, batchSize, NORMALIZATION, List.of(), 7, Sampler.RANDOM, true, Optional.empty());
  }

  /** 90 images of class 3, 9 of class 0 and 1 of class 7. */
  private static ImageSet unbalanced() {
    byte[] labels = new byte[100];
    Arrays.fill(labels, 0, 90, (byte) 3);
    labels[99] = 7;
    return new ImageSet(SHAPE, new byte[100 * 6], labels);
  }

  private static BatchPipeline balanced(ImageSet images, List<ImageTransform> transforms) {
    return BatchPipeline.forTraining(
        images, 10, NORMALIZATION, transforms, 7, Sampler.BALANCED, false, Optional.empty());
  }

  @Test
  void drawsAClassAndThenOneOfItsImages() {
    List<List<Integer>> classes =
        List.of(
            IntStream.range(90, 99).boxed().toList(),
            IntStream.range(0, 90).boxed().toList(),
            List.of(99));
    RandomStream random = RandomStream.of(7, "balanced order", 2);
    List<Integer> expected = new ArrayList<>();
    while (expected.size() < 100) {
      List<Integer> ofClass = classes.get(random.below(3));
      expected.add(ofClass.get(random.below(ofClass.size())));
    }

    try (BatchPipeline pipeline = balanced(unbalanced(), List.of())) {
      assertThat(pipeline.order(2)).containsExactly(expected.toArray(Integer[]::new));
      assertThat(pipeline.order(3)).isNotEqualTo(pipeline.order(2));
      assertThat(pipeline.batchesPerEpoch()).isEqualTo(10);
    }
  }

  /** Of 30,000 draws each class has 10,000 within five standard deviations of 81.6. */
  @Test
  void drawsEachClassAsOften() {
    ImageSet images = unbalanced();
    int[] drawn = new int[10];
    try (BatchPipeline pipeline = balanced(images, List.of())) {
      for (int epoch = 1; epoch <= 300; epoch++) {
        IntStream.of(pipeline.order(epoch)).forEach(index -> drawn[images.label(index)]++);
      }
    }

    assertThat(IntStream.of(drawn[0], drawn[3], drawn[7]))
        .allSatisfy(number -> assertThat(number).isBetween(10_000 - 408, 10_000 + 408));
    assertThat(IntStream.of(drawn).sum()).isEqualTo(30_000);
  }

  @Test
  void changesAnImageThatComesAgainInAnotherWay() {
    ImageSet one = new ImageSet(SHAPE, new byte[60], new byte[] {0, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    ImageTransform count =
        (source, target, shape, random) -> Arrays.fill(target, (byte) random.below(256));
    List<Integer> levels = new ArrayList<>();
    try (BatchPipeline pipeline = balanced(one, List.of(count));
        EpochBatches batches = pipeline.epoch(1)) {
      Batch batch = batches.next();
      for (int i = 0; i < 10; i++) {
        if (batch.labels()[i] == 0) {
          levels.add(Math.round((batch.images()[6 * i] * 0.5f + 0.25f) * 255));
        }
      }
    }

    int first = RandomStream.of(7, "augmentation", 1, 0).below(256);
    int second = RandomStream.of(7, "augmentation", 1, 0, 1).below(256);
    assertThat(levels).hasSizeGreaterThan(2).startsWith(first, second);
  }

  @Test
  void anEmptySetHasNoBatches() {
    ImageSet none = new ImageSet(SHAPE, new byte[0], new byte[0]);
    try (BatchPipeline pipeline = BatchPipeline.forEvaluation(none, 4, NORMALIZATION)) {
      assertThat(pipeline.batchesPerEpoch()).isZero();
      assertThat(epoch(pipeline, 1)).isEmpty();
    }
  }

  @Test
  void evaluationKeepsTheOrderOfTheSet() {
    try (BatchPipeline pipeline = BatchPipeline.forEvaluation(IMAGES, 16, NORMALIZATION)) {
      assertThat(firstLevels(epoch(pipeline, 1))).isEqualTo(range(103));
      assertThat(epoch(pipeline, 2)).isEqualTo(epoch(pipeline, 1));
    }
  }

  @Test
  void theSameSeedGivesTheSameEpochs() {
    try (BatchPipeline one = training(10, List.of(ADD_NOISE), 7);
        BatchPipeline other = training(10, List.of(ADD_NOISE), 7)) {
      List<Kept> second = epoch(one, 2);
      assertThat(epoch(other, 1)).isEqualTo(epoch(one, 1));
      assertThat(epoch(other, 2)).isEqualTo(second);
    }
  }

  @Test
  void seedsAndEpochsDiffer() {
    try (BatchPipeline one = training(10, List.of(), 7);
        BatchPipeline other = training(10, List.of(), 8)) {
      assertThat(one.order(1)).isNotEqualTo(one.order(2)).isNotEqualTo(other.order(1));
      assertThat(epoch(one, 1)).isNotEqualTo(epoch(one, 2)).isNotEqualTo(epoch(other, 1));
    }
  }

  @Test
  void anImageIsAugmentedTheSameInWhateverBatchItComes() {
    try (BatchPipeline small = training(3, List.of(ADD_NOISE), 7);
        BatchPipeline large = training(50, List.of(ADD_NOISE), 7)) {
      assertThat(allImages(epoch(small, 4))).isEqualTo(allImages(epoch(large, 4)));
    }
  }

  @Test
  void transformsApplyInTurnOnTheStreamOfTheirImage() {
    List<ImageTransform> transforms = List.of(ADD_NOISE, INVERT, ADD_NOISE);
    try (BatchPipeline pipeline = training(10, transforms, 7)) {
      List<Float> expected = new ArrayList<>();
      for (int index : pipeline.order(5)) {
        RandomStream random = RandomStream.of(7, "augmentation", 5, index);
        byte[] image = new byte[6];
        IMAGES.copyImage(index, image);
        for (ImageTransform transform : transforms) {
          byte[] target = new byte[6];
          transform.apply(image, target, SHAPE, random);
          image = target;
        }
        for (byte level : image) {
          expected.add(NORMALIZATION.apply(level & 0xFF));
        }
      }
      assertThat(allImages(epoch(pipeline, 5))).isEqualTo(expected);
    }
  }

  @Test
  void batchesAreMixedLastOnTheStreamOfTheirNumber() {
    BatchTransform stamp =
        (batch, random) -> {
          assertThat(batch.shape()).isEqualTo(SHAPE);
          batch.images()[0] += 1000;
          batch.softLabels()[batch.classes() - 1] = random.unit();
        };
    try (BatchPipeline plain = training(10, List.of(ADD_NOISE), 7);
        BatchPipeline mixed = mixed(10, List.of(ADD_NOISE), stamp);
        EpochBatches expected = plain.epoch(3);
        EpochBatches actual = mixed.epoch(3)) {
      for (int number = 0; actual.hasNext(); number++) {
        Batch batch = actual.next();
        Batch before = expected.next();
        assertThat(batch.size()).isEqualTo(number < 10 ? 10 : 3);
        assertThat(batch.images()[0]).isEqualTo(before.images()[0] + 1000);
        double[] soft = batch.softLabels().orElseThrow();
        assertThat(soft).hasSize(10 * batch.size());
        assertThat(soft[9]).isEqualTo(RandomStream.of(7, "batch_augmentation", 3, number).unit());
        for (int i = 1; i < batch.size(); i++) {
          double[] one = new double[10];
          one[before.labels()[i]] = 1;
          assertThat(Arrays.copyOfRange(soft, 10 * i, 10 * (i + 1))).containsExactly(one);
          assertThat(batch.labels()[i]).isEqualTo(before.labels()[i]);
        }
      }
      assertThat(expected.hasNext()).isFalse();
    }
  }

  @Test
  void aFailingMixIsToldByBatch() {
    BatchTransform failing =
        (batch, random) -> {
          if (batch.size() < 10) {
            throw new IllegalStateException("too few");
          }
        };
    try (BatchPipeline pipeline = mixed(10, List.of(), failing)) {
      assertThatThrownBy(() -> epoch(pipeline, 2))
          .isInstanceOf(MenagerieException.class)
          .hasMessage(
              "The batch augmentation failed on batch 11 in epoch 2:"
                  + " java.lang.IllegalStateException: too few");
    }
  }

  @Test
  void aFailingViewOfATestImageIsNamed() {
    ImageTransform failing =
        (source, target, shape, random) -> {
          throw new IllegalStateException("no light");
        };
    try (BatchPipeline pipeline =
        BatchPipeline.forEvaluation(IMAGES, 10, NORMALIZATION, List.of(failing), 1)) {
      assertThatThrownBy(() -> epoch(pipeline, 2))
          .isInstanceOf(MenagerieException.class)
          .hasMessage(
              "Augmentation 1 of 1 failed on test image 0 in view 2:"
                  + " java.lang.IllegalStateException: no light");
    }
  }

  private static BatchPipeline mixed(
      int batchSize, List<ImageTransform> transforms, BatchTransform transform) {
    return BatchPipeline.forTraining(
        IMAGES,
        batchSize,
        NORMALIZATION,
        transforms,
        7,
        Sampler.RANDOM,
        false,
        Optional.of(new BatchMixing(transform, 10)));
  }

  @Test
  void aBatchHoldsStillUntilTheNextIsAskedFor() throws InterruptedException {
    try (BatchPipeline pipeline = BatchPipeline.forEvaluation(IMAGES, 4, NORMALIZATION);
        EpochBatches batches = pipeline.epoch(1)) {
      int first = 0;
      while (batches.hasNext()) {
        Batch batch = batches.next();
        if (first < 40) {
          // Time enough for the other thread to fill every buffer that it can get.
          Thread.sleep(2);
        }
        for (int i = 0; i < batch.size(); i++) {
          assertThat(level(batch.images()[6 * i])).isEqualTo(first + i);
          assertThat(batch.labels()[i]).isEqualTo((first + i) % 10);
        }
        first += batch.size();
      }
      assertThat(first).isEqualTo(103);
    }
  }

  @Test
  void buffersAreUsedAgain() {
    List<float[]> arrays = new ArrayList<>();
    try (BatchPipeline pipeline = training(4, List.of(), 1)) {
      for (long epoch = 1; epoch <= 2; epoch++) {
        try (EpochBatches batches = pipeline.epoch(epoch)) {
          while (batches.hasNext()) {
            float[] images = batches.next().images();
            if (arrays.stream().noneMatch(known -> known == images)) {
              arrays.add(images);
            }
          }
        }
      }
    }
    assertThat(arrays).hasSizeBetween(1, 3);
  }

  @Test
  void anEpochEnds() {
    try (BatchPipeline pipeline = training(103, List.of(), 1);
        EpochBatches batches = pipeline.epoch(1)) {
      batches.next();
      assertThat(batches.hasNext()).isFalse();
      assertThatThrownBy(batches::next)
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("this epoch is over");
    }
  }

  @Test
  void refusesABatchSizeOfZero() {
    assertThatThrownBy(() -> training(0, List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch size must be positive: 0");
  }

  private static BatchPipeline training(int batchSize, List<ImageTransform> transforms, long seed) {
    return BatchPipeline.forTraining(IMAGES, batchSize, NORMALIZATION, transforms, seed);
  }

  private static List<Kept> epoch(BatchPipeline pipeline, long epoch) {
    List<Kept> kept = new ArrayList<>();
    try (EpochBatches batches = pipeline.epoch(epoch)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        List<Float> images = new ArrayList<>();
        for (int i = 0; i < 6 * batch.size(); i++) {
          images.add(batch.images()[i]);
        }
        kept.add(new Kept(images, boxed(Arrays.copyOf(batch.labels(), batch.size()))));
      }
    }
    return kept;
  }

  private static List<Float> allImages(List<Kept> batches) {
    return batches.stream().flatMap(batch -> batch.images().stream()).toList();
  }

  private static List<Integer> firstLevels(List<Kept> batches) {
    List<Float> images = allImages(batches);
    return IntStream.range(0, images.size() / 6).mapToObj(i -> level(images.get(6 * i))).toList();
  }

  private static int level(float input) {
    return Math.round((input * 0.5f + 0.25f) * 255);
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  private static List<Integer> boxed(int[] values) {
    return IntStream.of(values).boxed().toList();
  }

  private static ImageSet numbered(int count) {
    byte[] pixels = new byte[6 * count];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      Arrays.fill(pixels, 6 * i, 6 * i + 5, (byte) i);
      pixels[6 * i + 5] = (byte) (200 - i);
      labels[i] = (byte) (i % 10);
    }
    return new ImageSet(SHAPE, pixels, labels);
  }

  @Test
  void countsBatchesOfAnySize() {
    assertThat(BatchPipeline.batches(7, 3)).isEqualTo(3);
    assertThat(BatchPipeline.batches(6, 3)).isEqualTo(2);
    assertThat(BatchPipeline.batches(7, Integer.MAX_VALUE)).isEqualTo(1);
    assertThat(BatchPipeline.batches(Integer.MAX_VALUE, 1)).isEqualTo(Integer.MAX_VALUE);
    assertThat(BatchPipeline.batches(0, 3)).isZero();
    assertThat(BatchPipeline.batches(7, 3, false)).isEqualTo(3);
    assertThat(BatchPipeline.batches(7, 3, true)).isEqualTo(2);
    assertThat(BatchPipeline.batches(6, 3, true)).isEqualTo(2);
    assertThat(BatchPipeline.batches(2, 3, true)).isEqualTo(1);
  }
}
