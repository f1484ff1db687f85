package org.menagerie.data.folder;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.data.own.DataProblem;

/** One file with a picture, whose numbers are not trusted. */
final class Picture {
  /** That of a good camera; some file formats could say that they have 10^18. */
  private static final long MOST_PIXELS = 24_000_000;

  private static final long LARGEST_FILE = 200_000_000;

  private final Path file;
  private final byte[] bytes;
  private final PictureKind kind;
  private final Orientation orientation;

  /**
   * What a picture is like, turned upright.
   *
   * @param grey whether it has no colours: what its format says, or all colours of its palette
   */
  record Header(int height, int width, boolean grey) {}

  private Picture(Path file, byte[] bytes, PictureKind kind) {
    this.file = file;
    this.bytes = bytes;
    this.kind = kind;
    this.orientation = kind == PictureKind.JPEG ? Orientation.of(bytes) : Orientation.UPRIGHT;
  }

  /**
   * The picture in a file, whose first bytes, and not its name, tell the format.
   *
   * @throws org.menagerie.api.error.MenagerieException if it cannot be read, or is no picture
   */
  static Picture of(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw DataProblem.corrupt(
            file,
            String.format(Locale.ROOT, "is larger than %,d bytes: make it smaller", LARGEST_FILE));
      }
      byte[] bytes = Files.readAllBytes(file);
      return new Picture(file, bytes, PictureKind.of(file, bytes));
    } catch (IOException e) {
      throw DataProblem.unreadable(file, e);
    }
  }

  /** What the file says before its pixels. */
  Header header() {
    return reading(
        reader -> {
          int width = reader.getWidth(0);
          int height = reader.getHeight(0);
          return orientation.isSideways()
              ? new Header(width, height, isGrey(reader))
              : new Header(height, width, isGrey(reader));
        });
  }

  private boolean isGrey(ImageReader reader) throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    if (!types.hasNext()) {
      throw ofOtherColours("CMYK, perhaps");
    }
    ColorModel colours = types.next().getColorModel();
    if (!(colours instanceof IndexColorModel palette)) {
      return colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  /** Writes the picture, upright and resized, to {@code target} from {@code at} on. */
  void write(Shape shape, byte[] target, int at) {
    BufferedImage image = reading(reader -> reader.read(0));
    Levels levels;
    try {
      levels = Levels.of(image, shape.channels());
    } catch (IIOException e) {
      throw ofOtherColours(String.valueOf(e.getMessage()));
    }
    levels.turned(orientation).write(shape, target, at);
  }

  private interface Reading<T> {
    T from(ImageReader reader) throws IOException;
  }

  private <T> T reading(Reading<T> reading) {
    ImageReader reader = kind.newReader();
    List<String> warnings = new ArrayList<>();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      // Without its texts, which may be packed and of any size.
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((source, text) -> warnings.add(text));
      requireReasonable(reader.getWidth(0), reader.getHeight(0));
      T read = reading.from(reader);
      for (String warning : warnings) {
        if (kind.isSerious(warning)) {
          throw damaged(warning);
        }
      }
      return read;
    } catch (IOException e) {
      throw damaged(e.getMessage());
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | IllegalStateException
        | NegativeArraySizeException
        | ArithmeticException
        | NullPointerException
        | ClassCastException e) {
      // Readers of the JDK trust some of a file's numbers.
      throw damaged("");
    } finally {
      reader.dispose();
    }
  }

  private void requireReasonable(int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      throw DataProblem.corrupt(
          file,
          String.format(
              Locale.ROOT,
              "says that it has %d x %d pixels, where up to %,d are read: make it smaller, or remove it",
              width,
              height,
              MOST_PIXELS));
    }
  }

  /** A file may be whole and yet, as those for printers, hold neither grey nor RGB. */
  private MenagerieException ofOtherColours(String which) {
    return DataProblem.corrupt(
        file,
        "is a %s file of colours that are not read (%s): convert it to grey or RGB"
            .formatted(kind, which));
  }

  private MenagerieException damaged(@Nullable String reason) {
    String why =
        reason == null || reason.isBlank() || reason.contains("Exception")
            ? ""
            : " (%s)".formatted(reason.strip().replaceFirst("[.!]+$", ""));
    return DataProblem.corrupt(
        file, "is a damaged %s file%s: replace it, or remove it".formatted(kind, why));
  }
}
