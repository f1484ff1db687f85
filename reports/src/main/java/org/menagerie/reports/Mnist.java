package org.menagerie.reports;

import org.menagerie.training.run.RunResult;

/**
 * Recognises runs on MNIST by the checksum of their test images, whatever the data set was called:
 * published figures are for these 10,000 images and are compared with no others.
 */
public final class Mnist {
  /** SHA-256 of the unpacked {@code t10k-images-idx3-ubyte}. */
  private static final String TEST_IMAGES =
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7";

  private Mnist() {}

  /** Whether the run was tested on MNIST's test images. */
  public static boolean isDataOf(RunResult run) {
    return run.provenance().datasetChecksums().containsValue(TEST_IMAGES);
  }
}
