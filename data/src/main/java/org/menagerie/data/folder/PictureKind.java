package org.menagerie.data.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.menagerie.data.own.DataProblem;

/** The file formats of pictures that are read. */
enum PictureKind {
  PNG("\u0089PNG"),
  JPEG("\u00ff\u00d8\u00ff"),
  GIF("GIF8"),
  BMP("BM");

  private final String magic;

  /**
   * @param magic first bytes, as characters
   */
  PictureKind(String magic) {
    this.magic = magic;
  }

  /** The format of a file, by its first bytes. */
  static PictureKind of(Path file, byte[] bytes) {
    for (PictureKind kind : values()) {
      if (new String(bytes, 0, Math.min(bytes.length, kind.magic.length()), ISO_8859_1)
          .equals(kind.magic)) {
        return kind;
      }
    }
    String what =
        bytes.length == 0
            ? "is empty"
            : bytes[0] == '<' ? "is a web page, not a picture" : "is no PNG, JPEG, BMP or GIF file";
    throw DataProblem.corrupt(file, what + ": replace it, or remove it");
  }

  /** The JDK's own reader, whatever others there are. */
  ImageReader newReader() {
    List<ImageReader> readers = new ArrayList<>();
    ImageIO.getImageReadersByFormatName(name().toLowerCase(Locale.ROOT))
        .forEachRemaining(readers::add);
    return readers.stream()
        .filter(reader -> reader.getClass().getName().startsWith("com.sun.imageio."))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this Java runtime cannot read " + this));
  }

  /** Whether a reader's warning means that pixels are missing. JPEG files often have odd ends. */
  boolean isSerious(String warning) {
    return this != JPEG || warning.contains("Premature end") || warning.contains("Corrupt");
  }
}
