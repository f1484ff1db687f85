package org.menagerie.data.own;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.data.io.Sha256;

/**
 * The SHA-256 of images and labels as they are trained on, in hex. The same images have the same in
 * any format, packed or not; names of files and classes do not count, and the order does.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** That of training and test images and the number of classes. */
  public static String of(Dataset dataset) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(ints(dataset.classes()));
    update(digest, dataset.train());
    update(digest, dataset.test());
    return Sha256.hex(digest.digest());
  }

  /** That of a part. */
  public static String of(ImageSet images) {
    MessageDigest digest = Sha256.newDigest();
    update(digest, images);
    return Sha256.hex(digest.digest());
  }

  private static void update(MessageDigest digest, ImageSet images) {
    digest.update(
        ints(
            images.size(),
            images.shape().channels(),
            images.shape().height(),
            images.shape().width()));
    byte[] image = new byte[images.imageLength()];
    for (int i = 0; i < images.size(); i++) {
      digest.update(ints(images.label(i)));
      images.copyImage(i, image);
      digest.update(image);
    }
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }
}
