package org.menagerie.data.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Counts what is read through it, and hashes it. */
public final class MeasuredStream extends FilterInputStream {
  private static final int BUFFER = 1 << 16;

  /** The first bytes of every gzip file. */
  private static final byte[] MAGIC = {0x1f, (byte) 0x8b};

  private final Optional<MessageDigest> digest;
  private long count;

  public MeasuredStream(InputStream in) {
    this(in, Optional.of(Sha256.newDigest()));
  }

  private MeasuredStream(InputStream in, Optional<MessageDigest> digest) {
    super(in);
    this.digest = digest;
  }

  /**
   * Opens a file's contents, unpacked if it begins as a gzip file does. Its name does not tell:
   * browsers unpack files and leave them their names.
   *
   * @throws IOException if it cannot be read, or is a gzip file with a damaged header
   */
  public static MeasuredStream open(Path file) throws IOException {
    return isPacked(file) ? unpacked(file) : new MeasuredStream(Files.newInputStream(file));
  }

  /**
   * The same, unhashed, which takes less time where no compiler of the JVM knows SHA-256: the one
   * that short commands start with.
   *
   * @throws IOException if it cannot be read, or is a gzip file with a damaged header
   */
  public static MeasuredStream openUnhashed(Path file) throws IOException {
    // What it wraps hashes nothing that is not read through itself.
    return new MeasuredStream(open(file).in, Optional.empty());
  }

  /** Opens the contents of a gzip file, whatever its name. */
  public static MeasuredStream unpacked(Path file) throws IOException {
    InputStream packed = Files.newInputStream(file);
    try {
      return new MeasuredStream(new WholeGzip(packed, file));
    } catch (IOException e) {
      packed.close();
      throw e;
    }
  }

  /**
   * The JDK's own stream takes no notice of what follows the last member, even where that is no
   * gzip; here its trailer must be the end of the file.
   */
  private static final class WholeGzip extends GZIPInputStream {
    private final Path file;

    WholeGzip(InputStream packed, Path file) throws IOException {
      super(packed, BUFFER);
      this.file = file;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int found = super.read(target, offset, length);
      if (found < 0) {
        requireEnd();
      }
      return found;
    }

    /** The trailer is a checksum and the number of unpacked bytes. */
    private void requireEnd() throws IOException {
      ByteBuffer trailer = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      try (FileChannel bytes = FileChannel.open(file)) {
        long start = Math.max(0, bytes.size() - trailer.capacity());
        while (trailer.hasRemaining() && bytes.read(trailer, start + trailer.position()) >= 0) {
          // Until all of it is there.
        }
      }
      if (trailer.flip().getInt() != (int) crc.getValue()
          || trailer.getInt() != (int) inf.getBytesWritten()) {
        throw new ZipException("something follows the end of its contents");
      }
    }
  }

  private static boolean isPacked(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /** Reads to the end. */
  public MeasuredStream drain() throws IOException {
    return drain(Long.MAX_VALUE);
  }

  /**
   * Reads to the end.
   *
   * @throws IOException if there are more than {@code most} bytes
   */
  public MeasuredStream drain(long most) throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (read(buffer, 0, BUFFER) >= 0) {
      if (count > most) {
        throw new IOException("it has more than %,d bytes".formatted(most));
      }
    }
    return this;
  }

  /** Bytes read so far. */
  public long count() {
    return count;
  }

  /**
   * SHA-256 in hex of all that was read; may be called only once.
   *
   * @throws IllegalStateException if it is not hashed
   */
  public String sha256() {
    return Sha256.hex(
        digest.orElseThrow(() -> new IllegalStateException("this is not hashed")).digest());
  }

  /** Whether there is a hash. */
  public boolean isHashed() {
    return digest.isPresent();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int found = super.read(target, offset, length);
    if (found > 0) {
      if (digest.isPresent()) {
        digest.get().update(target, offset, found);
      }
      count += found;
    }
    return found;
  }

  @Override
  public long skip(long bytes) throws IOException {
    return readNBytes((int) Math.min(bytes, BUFFER)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
