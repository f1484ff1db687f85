package org.menagerie.api.engine;

/**
 * Images ready for a network. The arrays may be longer than the batch and belong to whoever filled
 * them: an engine has to be done with them when its method returns.
 *
 * @param images normalised inputs, image by image, channel by channel, row by row
 * @param labels one class per image
 * @param size number of images
 */
@SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
public record Batch(float[] images, int[] labels, int size) {

  public Batch {
    if (size <= 0) {
      throw new IllegalArgumentException("a batch needs at least one image: " + size);
    }
    if (labels.length < size || images.length < size) {
      throw new IllegalArgumentException("arrays too short for a batch of " + size);
    }
  }
}
