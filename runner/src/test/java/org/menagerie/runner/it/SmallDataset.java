package org.menagerie.runner.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.menagerie.api.data.Dataset;
import org.menagerie.data.digits.Digits;
import org.menagerie.data.idx.IdxEncoder;
import org.menagerie.data.idx.IdxPart;

/** A folder of IDX files, as people have them: some of the digits, few enough for quick epochs. */
final class SmallDataset {
  private static final int TRAIN_IMAGES = 2_000;
  private static final int TEST_IMAGES = 500;

  private SmallDataset() {}

  static Path write(Path folder) throws IOException {
    Dataset digits = Digits.draw();
    Files.createDirectories(folder);
    write(folder, IdxPart.TRAIN_IMAGES, IdxEncoder.images(digits.train().first(TRAIN_IMAGES)));
    write(folder, IdxPart.TRAIN_LABELS, IdxEncoder.labels(digits.train().first(TRAIN_IMAGES)));
    write(folder, IdxPart.TEST_IMAGES, IdxEncoder.images(digits.test().first(TEST_IMAGES)));
    write(folder, IdxPart.TEST_LABELS, IdxEncoder.labels(digits.test().first(TEST_IMAGES)));
    return folder;
  }

  private static void write(Path folder, IdxPart part, byte[] file) throws IOException {
    Files.write(folder.resolve(part.fileName()), file);
  }
}
