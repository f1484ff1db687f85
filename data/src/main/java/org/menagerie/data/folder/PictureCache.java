package org.menagerie.data.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.data.Workspace;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.data.io.FileReplacement;
import org.menagerie.data.io.MappedPixels;
import org.menagerie.data.io.Sha256;
import org.menagerie.data.own.DataProblem;

/**
 * Pictures that are decoded once and kept in a file, for those that are too many for the memory.
 * The file is known by the names, sizes and times of the pictures: if one changes, they are decoded
 * again. It has the pixels of all of them, then the sentence on their sizes, then the numbers of a
 * {@link Footer}, which says what it was made of, so that a file that was put in its place is not
 * believed.
 */
final class PictureCache {
  private static final String ENDING = ".pixels";

  /** Raised when the same pictures give other pixels, or the file has another form. */
  private static final String VERSION = "2";

  /** Bytes that are decoded at a time. */
  private static final int CHUNK = 1 << 24;

  private static final int HASH_DIGITS = 8;

  /** Of MB, in which people think. */
  private static final double MEGA = 1e6;

  /** Room that is left on the disk. */
  private static final long RESERVE = 1 << 26;

  private final Workspace workspace;
  private final Path root;
  private final String arguments;
  private final List<ImageTree.Item> items;

  /** Of the names of all files for this folder and these arguments. */
  private final String prefix;

  private @Nullable String made;

  /**
   * The cache of a folder of pictures.
   *
   * @param arguments that tell how they are read
   * @param items all pictures, in the order in which they are kept
   */
  PictureCache(Workspace workspace, Path folder, String arguments, List<ImageTree.Item> items) {
    this.workspace = workspace;
    this.root = folder.toAbsolutePath().normalize();
    this.arguments = arguments;
    this.items = List.copyOf(items);
    String place = Sha256.of((root + "\n" + arguments).getBytes(UTF_8));
    prefix = "%s-%s-".formatted(root.getFileName(), place.substring(0, HASH_DIGITS));
  }

  /** Pixels that are kept, and what they are of. */
  record Kept(Shape shape, Optional<String> note, MappedPixels pixels) {

    /** Some of the images, which follow each other. */
    ImageSet images(List<ImageTree.Item> some, int first) {
      return ImageSet.of(
          shape,
          (index, target) -> pixels.copy(first + index, target),
          some.stream().mapToInt(ImageTree.Item::label).toArray());
    }
  }

  /**
   * The end of a file.
   *
   * @param noteLength bytes of the note before it; 0 if there is none
   * @param checksum CRC-32C of the pixels
   * @param made SHA-256 in hex of all that decides on them
   */
  private record Footer(Shape shape, long images, int noteLength, long checksum, String made) {
    private static final long MAGIC = 0x4d656e61_67504958L;
    private static final int DIGITS = 64;
    private static final int BYTES = DIGITS + 4 * Integer.BYTES + 3 * Long.BYTES;

    byte[] bytes() {
      return ByteBuffer.allocate(BYTES)
          .put(made.getBytes(UTF_8))
          .putInt(shape.channels())
          .putInt(shape.height())
          .putInt(shape.width())
          .putInt(noteLength)
          .putLong(images)
          .putLong(checksum)
          .putLong(MAGIC)
          .array();
    }

    /** The one in these bytes; none if they are no footer. */
    static Optional<Footer> of(ByteBuffer bytes) {
      byte[] made = new byte[DIGITS];
      bytes.get(made);
      int channels = bytes.getInt();
      int height = bytes.getInt();
      int width = bytes.getInt();
      int noteLength = bytes.getInt();
      long images = bytes.getLong();
      long checksum = bytes.getLong();
      boolean sound =
          bytes.getLong() == MAGIC
              && isSide(channels)
              && isSide(height)
              && isSide(width)
              && noteLength >= 0;
      return sound
          ? Optional.of(
              new Footer(
                  Shape.image(channels, height, width),
                  images,
                  noteLength,
                  checksum,
                  new String(made, UTF_8)))
          : Optional.empty();
    }

    private static boolean isSide(int length) {
      return length >= 1 && length <= Pictures.LONGEST_SIDE;
    }

    long pixels() {
      return images * shape.elements();
    }
  }

  /** The file that has the pictures as they are now, if it exists. */
  private Path file() {
    return workspace.cache().resolve(prefix + made().substring(0, HASH_DIGITS) + ENDING);
  }

  /** SHA-256 of all that decides on the pixels. */
  private String made() {
    if (made == null) {
      MessageDigest digest = Sha256.newDigest();
      digest.update("%s\n%s\n%s\n".formatted(VERSION, root, arguments).getBytes(UTF_8));
      items.forEach(item -> digest.update(state(root, item).getBytes(UTF_8)));
      made = Sha256.hex(digest.digest());
    }
    return made;
  }

  private static String state(Path root, ImageTree.Item item) {
    try {
      BasicFileAttributes file = Files.readAttributes(item.file(), BasicFileAttributes.class);
      return "%s\t%d\t%s\t%d\n"
          .formatted(
              root.relativize(item.file().toAbsolutePath().normalize()),
              file.size(),
              file.lastModifiedTime().toInstant(),
              item.label());
    } catch (IOException e) {
      throw DataProblem.unreadable(item.file(), e);
    }
  }

  /** What is kept; none if nothing is, or it is damaged. */
  Optional<Kept> find() {
    try {
      // To ask for the state of all pictures takes time, where mostly there is no file at all.
      return !files().isEmpty() && Files.exists(file()) ? read(file()) : Optional.empty();
    } catch (IOException e) {
      // It is only a cache.
      return Optional.empty();
    }
  }

  private Optional<Kept> read(Path kept) throws IOException {
    try (FileChannel channel = FileChannel.open(kept, StandardOpenOption.READ)) {
      long end = channel.size() - Footer.BYTES;
      Optional<Footer> found =
          end < 0 ? Optional.empty() : Footer.of(read(channel, end, Footer.BYTES));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Footer footer = found.get();
      if (!footer.made().equals(made())
          || footer.images() != items.size()
          || end != footer.pixels() + footer.noteLength()) {
        return Optional.empty();
      }
      MappedPixels pixels =
          MappedPixels.of(kept, footer.images(), Math.toIntExact(footer.shape().elements()));
      String note = UTF_8.decode(read(channel, footer.pixels(), footer.noteLength())).toString();
      return checksum(pixels, footer) == footer.checksum()
          ? Optional.of(
              new Kept(footer.shape(), Optional.of(note).filter(n -> !n.isEmpty()), pixels))
          : Optional.empty();
    }
  }

  private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
      continue;
    }
    return bytes.flip();
  }

  private static long checksum(MappedPixels pixels, Footer footer) {
    CRC32C crc = new CRC32C();
    byte[] image = new byte[Math.toIntExact(footer.shape().elements())];
    for (int i = 0; i < footer.images(); i++) {
      pixels.copy(i, image);
      crc.update(image);
    }
    return crc.getValue();
  }

  /**
   * Decodes all pictures and keeps them.
   *
   * @param note on their sizes
   * @throws MenagerieException if one cannot be read, or there is no room for them
   */
  Kept fill(Shape shape, Optional<String> note) {
    long bytes = items.size() * shape.elements();
    requireRoom(bytes);
    workspace.tell(
        String.format(
            Locale.ROOT,
            "Decoding %,d images, which as %s take %,.0f MB: they are kept in %s, so that it is done once.",
            items.size(),
            shape,
            bytes / MEGA,
            file()));
    byte[] noteBytes = note.orElse("").getBytes(UTF_8);
    try {
      FileReplacement.write(
          file(),
          out -> {
            long checksum = writePixels(shape, out);
            out.write(noteBytes);
            out.write(new Footer(shape, items.size(), noteBytes.length, checksum, made()).bytes());
          });
      removeOlder();
      return new Kept(
          shape, note, MappedPixels.of(file(), items.size(), Math.toIntExact(shape.elements())));
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.OUTPUT_UNWRITABLE,
          "The decoded images cannot be kept in %s: %s; name another data directory with --data-dir, or ask for smaller images."
              .formatted(file(), DataProblem.reason(e)),
          e);
    }
  }

  private void requireRoom(long bytes) {
    try {
      FileReplacement.createFolders(workspace.cache());
      long free = Files.getFileStore(workspace.cache()).getUsableSpace();
      if (free < bytes + RESERVE) {
        throw new MenagerieException(
            ErrorCode.OUTPUT_UNWRITABLE,
            String.format(
                Locale.ROOT,
                "The %,d images take %,.0f MB when they are decoded, and there are %,.0f MB in %s: make room, name another data directory with --data-dir, or ask for smaller images.",
                items.size(),
                bytes / MEGA,
                free / MEGA,
                workspace.cache()));
      }
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.OUTPUT_UNWRITABLE,
          "The folder for decoded images, %s, cannot be made: %s; name another data directory with --data-dir."
              .formatted(workspace.cache(), DataProblem.reason(e)),
          e);
    }
  }

  /** Chunk by chunk, each on all processors; all are tried, so that damage is counted. */
  private long writePixels(Shape shape, OutputStream out) throws IOException {
    int length = Math.toIntExact(shape.elements());
    int perChunk = Math.max(1, CHUNK / length);
    byte[] pixels = new byte[Math.multiplyExact(Math.min(perChunk, items.size()), length)];
    CRC32C crc = new CRC32C();
    SortedMap<Integer, MenagerieException> failures = new TreeMap<>();
    for (int first = 0; first < items.size(); first += perChunk) {
      int from = first;
      List<ImageTree.Item> chunk = items.subList(first, Math.min(first + perChunk, items.size()));
      Pictures.failures(chunk, (file, i) -> Picture.of(file).write(shape, pixels, i * length))
          .forEach((i, failure) -> failures.put(from + i, failure));
      if (failures.isEmpty()) {
        crc.update(pixels, 0, chunk.size() * length);
        out.write(pixels, 0, chunk.size() * length);
      }
    }
    if (!failures.isEmpty()) {
      throw Pictures.all(items, failures);
    }
    return crc.getValue();
  }

  private void removeOlder() throws IOException {
    for (Path other : files()) {
      if (!other.equals(file())) {
        try {
          Files.deleteIfExists(other);
        } catch (IOException e) {
          // As on Windows, where another process uses it. It takes room, and is no reason to fail.
          continue;
        }
      }
    }
  }

  /** The files of this folder, as it is or was before. */
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(workspace.cache())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(workspace.cache())) {
      return files
          .filter(
              other -> {
                String name = String.valueOf(other.getFileName());
                return name.startsWith(prefix) && name.endsWith(ENDING);
              })
          .toList();
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }
}
