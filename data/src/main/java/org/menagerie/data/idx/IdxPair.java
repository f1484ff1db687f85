package org.menagerie.data.idx;

import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;

/**
 * Images with their labels, from a file each.
 *
 * @param checksums SHA-256 of either file, unpacked, by its name
 */
public record IdxPair(ImageSet images, SortedMap<String, String> checksums) {

  /**
   * Reads both files, whatever the labels.
   *
   * @throws MenagerieException if one cannot be read or is damaged, or they do not go together
   */
  public static IdxPair read(IdxSource images, IdxSource labels) {
    IdxFile imageFile = IdxFile.read(images, IdxPart.TRAIN_IMAGES.kinds());
    IdxFile labelFile = IdxFile.read(labels, IdxPart.TRAIN_LABELS.kinds());
    SortedMap<String, String> checksums = new TreeMap<>();
    checksums.put(images.name(), imageFile.sha256().orElseThrow());
    checksums.put(labels.name(), labelFile.sha256().orElseThrow());
    return new IdxPair(join(imageFile, labelFile), checksums);
  }

  static ImageSet join(IdxFile images, IdxFile labels) {
    if (images.count() != labels.count()) {
      throw new MenagerieException(
          ErrorCode.DATA_CORRUPT,
          "%s holds %d images but %s holds %d labels; take both from one data set."
              .formatted(images.path(), images.count(), labels.path(), labels.count()));
    }
    int[] sizes = images.sizes();
    return new ImageSet(Shape.image(1, sizes[1], sizes[2]), images.contents(), labels.labels());
  }
}
