package org.menagerie.data.own;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.data.io.Sha256;

/**
 * Images of which all pixels are the same as those of another one.
 *
 * @param inTraining training images that came before
 * @param inTest test images that came before among the test images
 * @param shared test images that are trained on, too: the test does not tell whether the network
 *     has learned more than them
 * @param inValidation images for validation that came before among these
 * @param validationShared images for validation that are trained on or tested on, too
 * @param contradictory images that came before, anywhere, with another label
 */
public record Repetitions(
    int inTraining,
    int inTest,
    int shared,
    int inValidation,
    int validationShared,
    int contradictory) {

  /** Those of a data set, known by the SHA-256 of their pixels. */
  public static Repetitions of(Dataset dataset) {
    Search search = new Search();
    Map<ByteBuffer, Integer> train = new HashMap<>();
    int inTraining = search.add(dataset.train(), train);
    Map<ByteBuffer, Integer> test = new HashMap<>();
    int inTest = search.add(dataset.test(), test);
    int shared = search.count(dataset.test(), train);
    Map<ByteBuffer, Integer> other = new HashMap<>(test);
    other.putAll(train);
    int inValidation = 0;
    int validationShared = 0;
    if (dataset.validation().isPresent()) {
      ImageSet validation = dataset.validation().get();
      inValidation = search.add(validation, new HashMap<>());
      validationShared = search.count(validation, other);
    }
    return new Repetitions(
        inTraining, inTest, shared, inValidation, validationShared, search.contradictory);
  }

  private static ByteBuffer key(ImageSet images, int index, byte[] pixels) {
    images.copyImage(index, pixels);
    return ByteBuffer.wrap(Sha256.newDigest().digest(pixels));
  }

  private static final class Search {
    private int contradictory;

    /** The number of images that are known already; the others are from now on. */
    int add(ImageSet images, Map<ByteBuffer, Integer> known) {
      byte[] pixels = new byte[images.imageLength()];
      int repeated = 0;
      for (int i = 0; i < images.size(); i++) {
        Integer label = known.putIfAbsent(key(images, i, pixels), images.label(i));
        if (label != null) {
          repeated++;
          contradictory += label == images.label(i) ? 0 : 1;
        }
      }
      return repeated;
    }

    /** The number of images that others know. */
    int count(ImageSet images, Map<ByteBuffer, Integer> known) {
      byte[] pixels = new byte[images.imageLength()];
      int found = 0;
      for (int i = 0; i < images.size(); i++) {
        Integer label = known.get(key(images, i, pixels));
        if (label != null) {
          found++;
          contradictory += label == images.label(i) ? 0 : 1;
        }
      }
      return found;
    }
  }
}
