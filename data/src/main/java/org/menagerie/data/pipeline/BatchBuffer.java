package org.menagerie.data.pipeline;

/** Reusable space for one batch. */
final class BatchBuffer {
  final float[] images;
  final int[] labels;

  BatchBuffer(int batchSize, int imageLength) {
    images = new float[Math.multiplyExact(batchSize, imageLength)];
    labels = new int[batchSize];
  }
}
