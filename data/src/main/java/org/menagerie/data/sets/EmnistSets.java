package org.menagerie.data.sets;

import java.util.List;
import java.util.stream.Stream;
import org.menagerie.api.data.Checksum;
import org.menagerie.api.data.Download.RemoteFile;

/**
 * EMNIST, a data set for each split. The checksum of the archive is that of TensorFlow Datasets.
 *
 * @see <a href="https://arxiv.org/abs/1702.05373">Cohen, Afshar, Tapson, van Schaik: EMNIST (2017)
 *     </a>
 */
final class EmnistSets {
  private static final String DIGITS = "0123456789";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";

  /** Small letters that do not look like large ones. */
  private static final String UNLIKE = "abdefghnqrt";

  private EmnistSets() {}

  static List<KnownSet> all() {
    return List.of(
        split("balanced", "112,800 + 18,800 digits and letters", DIGITS + UPPER + UNLIKE, 0),
        split("byclass", "697,932 + 116,323 digits and letters", DIGITS + UPPER + LOWER, 0),
        split("bymerge", "697,932 + 116,323 digits and letters", DIGITS + UPPER + UNLIKE, 0),
        split("digits", "240,000 + 40,000 digits", DIGITS, 0),
        // Large and small are one class, and there is no class 0.
        split("letters", "124,800 + 20,800 letters", LOWER, 1),
        split("mnist", "60,000 + 10,000 digits", DIGITS, 0));
  }

  private static KnownSet split(String split, String what, String classes, int firstLabel) {
    int count = classes.length();
    return KnownSet.of(
            "emnist-" + split,
            "EMNIST: %s of %d classes, 28x28".formatted(what, count),
            count,
            new EmnistArchive(split, count, firstLabel))
        .in("emnist")
        .alsoIn("EMNIST/raw")
        .mirrors(
            "https://biometrics.nist.gov/cs_links/EMNIST/",
            "https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/")
        .files(
            new RemoteFile(
                EmnistArchive.FILE,
                Checksum.ofFile(
                    "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e")))
        .classNames(Stream.of(classes.split("")).toList());
  }
}
