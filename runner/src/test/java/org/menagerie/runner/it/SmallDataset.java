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
  private static final int FEW = 600;

  /** Enough for epochs in the midst of which something can happen. */
  private static final int MORE = 2_000;

  private static final int TEST_IMAGES = 500;

  private static final Dataset DIGITS = Digits.draw();

  private SmallDataset() {}

  static Path write(Path folder) throws IOException {
    return write(folder, FEW);
  }

  /** The same with more images, so that a signal finds an epoch under way. */
  static Path writeMore(Path folder) throws IOException {
    return write(folder, MORE);
  }

  private static Path write(Path folder, int images) throws IOException {
    Files.createDirectories(folder);
    write(folder, IdxPart.TRAIN_IMAGES, IdxEncoder.images(DIGITS.train().first(images)));
    write(folder, IdxPart.TRAIN_LABELS, IdxEncoder.labels(DIGITS.train().first(images)));
    write(folder, IdxPart.TEST_IMAGES, IdxEncoder.images(DIGITS.test().first(TEST_IMAGES)));
    write(folder, IdxPart.TEST_LABELS, IdxEncoder.labels(DIGITS.test().first(TEST_IMAGES)));
    return folder;
  }

  private static void write(Path folder, IdxPart part, byte[] file) throws IOException {
    Files.write(folder.resolve(part.fileName()), file);
  }
}
