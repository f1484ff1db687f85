package org.menagerie.data.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Sampler;

/** How the second thread starts, fails and ends. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EpochBatchesTest {
  private static final ImageTransform COPY =
      (source, target, shape, random) -> System.arraycopy(source, 0, target, 0, source.length);

  private volatile Thread producer = Thread.currentThread();

  @Test
  void closingEarlyEndsTheThreadThatWaitsForABuffer() throws InterruptedException {
    try (BatchPipeline pipeline = pipeline(seen(COPY))) {
      EpochBatches batches = pipeline.epoch(1);
      batches.next();
      awaitState(producer, Thread.State.WAITING);
      assertThat(producer.isDaemon()).isTrue();
      batches.close();
      assertThat(producer.isAlive()).isFalse();
    }
  }

  @Test
  void closingThePipelineClosesItsEpoch() {
    BatchPipeline pipeline = pipeline(seen(COPY));
    EpochBatches batches = pipeline.epoch(1);
    batches.next();
    pipeline.close();
    assertThat(producer.isAlive()).isFalse();
    assertThat(batches.hasNext()).isFalse();
  }

  @Test
  void closingEndsATransformThatSwallowsInterrupts() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    ImageTransform deaf =
        (source, target, shape, random) -> {
          begun.countDown();
          try {
            Thread.sleep(20_000);
          } catch (InterruptedException e) {
            // What a careless plug-in does.
          }
        };
    try (BatchPipeline pipeline = pipeline(seen(deaf))) {
      EpochBatches batches = pipeline.epoch(1);
      begun.await();
      batches.close();
      assertThat(producer.isAlive()).isFalse();
    }
  }

  /** The caller waits for a transform that takes its time, and is interrupted itself meanwhile. */
  @Test
  void closingKeepsAnInterruptOfTheCallerForLater() throws InterruptedException {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(1);
    ImageTransform busy =
        (source, target, shape, random) -> {
          begun.countDown();
          while (caller.isInterrupted() || caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
        };
    try (BatchPipeline pipeline = pipeline(seen(busy))) {
      EpochBatches batches = pipeline.epoch(1);
      begun.await();
      caller.interrupt();
      batches.close();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(producer.isAlive()).isFalse();
    }
  }

  /** Else images would be augmented that nobody trains on. */
  @Test
  void preparesNoImagesThatAreLeftOut() throws InterruptedException {
    AtomicInteger prepared = new AtomicInteger();
    ImageTransform counting =
        (source, target, shape, random) -> {
          prepared.incrementAndGet();
          COPY.apply(source, target, shape, random);
        };
    try (BatchPipeline pipeline = pipeline(true, seen(counting));
        EpochBatches batches = pipeline.epoch(1)) {
      while (batches.hasNext()) {
        batches.next();
      }
      producer.join();
      assertThat(prepared).hasValue(100);
    }
  }

  @Test
  void closingTwiceOrAtTheEndIsFine() {
    try (BatchPipeline pipeline = pipeline(COPY)) {
      EpochBatches batches = pipeline.epoch(1);
      while (batches.hasNext()) {
        batches.next();
      }
      batches.close();
      assertThatCode(batches::close).doesNotThrowAnyException();
    }
  }

  @Test
  void aClosedEpochGivesNoBatches() {
    try (BatchPipeline pipeline = pipeline(COPY)) {
      EpochBatches batches = pipeline.epoch(1);
      batches.close();
      assertThat(batches.hasNext()).isFalse();
      assertThatThrownBy(batches::next)
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("this epoch is closed");
    }
  }

  @Test
  void oneEpochIsOpenAtATime() {
    try (BatchPipeline pipeline = pipeline(COPY)) {
      EpochBatches first = pipeline.epoch(1);
      assertThatThrownBy(() -> pipeline.epoch(2))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the epoch opened before is not closed");
      first.close();
      try (EpochBatches second = pipeline.epoch(2)) {
        assertThat(second.next().size()).isEqualTo(4);
      }
    }
  }

  @Test
  void aFailingTransformReachesTheConsumerAfterTheBatchesBeforeIt() {
    IllegalStateException cause = new IllegalStateException("no ink left");
    AtomicInteger calls = new AtomicInteger();
    ImageTransform failing =
        (source, target, shape, random) -> {
          if (calls.incrementAndGet() == 10) {
            throw cause;
          }
        };
    try (BatchPipeline pipeline = pipeline(COPY, failing);
        EpochBatches batches = pipeline.epoch(3)) {
      int image = pipeline.order(3)[9];
      batches.next();
      batches.next();
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(batches::next)
            .isInstanceOfSatisfying(
                MenagerieException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_FAILED))
            .hasMessage(
                "Augmentation 2 of 2 failed on training image %d in epoch 3: %s", image, cause)
            .hasCause(cause);
      }
    }
  }

  @Test
  void anErrorReachesTheConsumerAsItIs() {
    AssertionError error = new AssertionError("broken");
    ImageTransform broken =
        (source, target, shape, random) -> {
          throw error;
        };
    try (BatchPipeline pipeline = pipeline(broken);
        EpochBatches batches = pipeline.epoch(1)) {
      assertThatThrownBy(batches::next).isSameAs(error);
    }
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    ImageTransform slow =
        (source, target, shape, random) -> {
          begun.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    long start = System.nanoTime();
    try (BatchPipeline pipeline = pipeline(seen(slow))) {
      EpochBatches batches = pipeline.epoch(1);
      begun.await();
      Thread.currentThread().interrupt();
      assertThatThrownBy(batches::next).isInstanceOf(CancellationException.class);
      assertThat(batches.waited())
          .isBetween(Duration.ZERO, Duration.ofNanos(System.nanoTime() - start));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      batches.close();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(producer.isAlive()).isFalse();
    }
  }

  @Test
  void countsTheTimeSpentWaiting() {
    Thread consumer = Thread.currentThread();
    ImageTransform slow =
        (source, target, shape, random) -> {
          try {
            awaitState(consumer, Thread.State.WAITING);
            Thread.sleep(10);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    long start = System.nanoTime();
    try (BatchPipeline pipeline = pipeline(slow);
        EpochBatches batches = pipeline.epoch(1)) {
      assertThat(batches.waited()).isZero();
      batches.next();
      assertThat(batches.waited())
          .isBetween(Duration.ofMillis(30), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static void awaitState(Thread thread, Thread.State state) throws InterruptedException {
    while (thread.getState() != state) {
      Thread.sleep(1);
    }
  }

  /** Notes the thread that it runs on. */
  private ImageTransform seen(ImageTransform transform) {
    return (source, target, shape, random) -> {
      producer = Thread.currentThread();
      transform.apply(source, target, shape, random);
    };
  }

  private static BatchPipeline pipeline(ImageTransform... transforms) {
    return pipeline(false, transforms);
  }

  private static BatchPipeline pipeline(boolean dropLast, ImageTransform... transforms) {
    ImageSet images = new ImageSet(Shape.image(1, 2, 2), new byte[4 * 103], new byte[103]);
    return BatchPipeline.forTraining(
        images,
        4,
        Normalization.MNIST,
        List.of(transforms),
        1,
        Sampler.RANDOM,
        dropLast,
        Optional.empty());
  }
}
