package org.menagerie.data.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Sampler;

/**
 * Turns an image set into batches, epoch by epoch. A second thread prepares them ahead in a few
 * buffers that are used again and again. What an epoch holds depends on the seed and its number
 * alone: order and augmentation are drawn from streams of their own for each epoch and image.
 *
 * <p>For one consumer at a time: an epoch has to be closed before the next is opened.
 */
public final class BatchPipeline implements AutoCloseable {
  /** One at the consumer, one ready, one being filled. */
  private static final int BUFFERS = 3;

  private final ImageSet images;
  private final int batchSize;
  private final ImageOrder order;
  private final boolean dropLast;
  private final BatchFiller filler;
  private final List<BatchBuffer> buffers;
  private @Nullable EpochBatches open;

  private BatchPipeline(
      ImageSet images,
      int batchSize,
      Normalization normalization,
      Augmenter augmenter,
      long seed,
      ImageOrder order,
      boolean dropLast,
      Optional<BatchMixing> mixing) {
    if (batchSize <= 0) {
      throw new IllegalArgumentException("batch size must be positive: " + batchSize);
    }
    requireNonNull(normalization, "normalization is null");
    this.images = images;
    this.batchSize = Math.min(batchSize, Math.max(images.size(), 1));
    this.order = order;
    this.dropLast = dropLast;
    filler =
        new BatchFiller(
            images,
            augmenter,
            normalization,
            mixing.map(present -> new BatchMixer(present, images.shape(), seed)));
    buffers =
        Stream.generate(() -> new BatchBuffer(this.batchSize, images.imageLength()))
            .limit(BUFFERS)
            .toList();
  }

  /**
   * Shuffled again in each epoch, each image changed by the transforms in turn.
   *
   * @param batchSize images per batch; the last may be smaller
   * @param transforms may be empty
   */
  public static BatchPipeline forTraining(
      ImageSet images,
      int batchSize,
      Normalization normalization,
      List<ImageTransform> transforms,
      long seed) {
    return forTraining(
        images,
        batchSize,
        normalization,
        transforms,
        seed,
        Sampler.RANDOM,
        false,
        Optional.empty());
  }

  /**
   * The same, where images may be drawn, the last batch of an epoch may be left out and batches may
   * be mixed.
   *
   * @param sampler which images an epoch consists of
   * @param dropLast whether images that do not fill a batch are left out of the epoch, as long as
   *     there is another batch
   * @param mixing what is done to each batch as a whole, after all else
   */
  public static BatchPipeline forTraining(
      ImageSet images,
      int batchSize,
      Normalization normalization,
      List<ImageTransform> transforms,
      long seed,
      Sampler sampler,
      boolean dropLast,
      Optional<BatchMixing> mixing) {
    return new BatchPipeline(
        images,
        batchSize,
        normalization,
        Augmenter.training(images, transforms, seed),
        seed,
        sampler == Sampler.BALANCED ? ImageOrder.balanced(images, seed) : ImageOrder.shuffled(seed),
        dropLast,
        mixing);
  }

  /** Unchanged and in the order of the set, whatever the epoch. */
  public static BatchPipeline forEvaluation(
      ImageSet images, int batchSize, Normalization normalization) {
    return forEvaluation(images, batchSize, normalization, List.of(), 0);
  }

  /**
   * In the order of the set, each image changed by the transforms one after the other. Its epochs
   * are views: what is drawn depends on the seed, the view and the image, and differs from what is
   * drawn for training.
   */
  public static BatchPipeline forEvaluation(
      ImageSet images,
      int batchSize,
      Normalization normalization,
      List<ImageTransform> transforms,
      long seed) {
    return new BatchPipeline(
        images,
        batchSize,
        normalization,
        Augmenter.test(images, transforms, seed),
        seed,
        ImageOrder.asStored(),
        false,
        Optional.empty());
  }

  /** The number of batches that so many images make; the last may be smaller than the others. */
  public static int batches(int images, int batchSize) {
    // Not rounded up by adding first, which goes wrong near the largest int.
    return 1 + Math.floorDiv(images - 1, batchSize);
  }

  /** The number of batches, where those that are not full may be left out. */
  public static int batches(int images, int batchSize, boolean dropLast) {
    return dropLast ? Math.max(1, images / batchSize) : batches(images, batchSize);
  }

  /** The number of batches in every epoch. */
  public int batchesPerEpoch() {
    return batches(images.size(), batchSize, dropLast);
  }

  /** The indices of the images in the order in which epoch {@code epoch} brings them. */
  public int[] order(long epoch) {
    return order.indices(epoch, images.size());
  }

  /**
   * Starts to prepare an epoch, usually counted from 1.
   *
   * @throws IllegalStateException if the epoch opened before is not closed
   */
  public EpochBatches epoch(long epoch) {
    if (open != null && !open.isClosed()) {
      throw new IllegalStateException("the epoch opened before is not closed");
    }
    int[] taken = order(epoch);
    if (dropLast) {
      int full = Math.multiplyExact(batchesPerEpoch(), batchSize);
      taken = Arrays.copyOf(taken, Math.min(taken.length, full));
    }
    BatchProducer producer = new BatchProducer(filler, buffers, epoch, taken, batchSize);
    EpochBatches batches = new EpochBatches(producer, batchesPerEpoch());
    open = batches;
    return batches;
  }

  /** Closes the epoch that is open, if any. */
  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
