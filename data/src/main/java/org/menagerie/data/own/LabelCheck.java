package org.menagerie.data.own;

import java.nio.file.Path;

/** Refuses labels that no data set can mean, before a network of as many classes is made. */
public final class LabelCheck {
  private static final int ALWAYS_FINE = 255;

  private LabelCheck() {}

  /**
   * Refuses a label that is negative, or larger than there are images.
   *
   * @param where in the file it stands, such as {@code "in line 7"}
   * @throws org.menagerie.api.error.MenagerieException with a sentence
   */
  public static void require(Path file, long label, int images, String where) {
    if (label < 0 || label > Math.max(ALWAYS_FINE, images)) {
      throw DataProblem.corrupt(
          file,
          "has the label %d %s: classes are counted from 0, and there are %d images"
              .formatted(label, where, images));
    }
  }
}
