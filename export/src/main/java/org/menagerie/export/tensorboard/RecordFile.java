package org.menagerie.export.tensorboard;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes a file of TFRecords. Each is its length in eight bytes, the masked checksum of these, the
 * data, and the masked checksum of the data; little-endian throughout.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecord</a>
 */
final class RecordFile implements Closeable {
  /** What keeps a checksum of data that hold checksums from being one of the usual ones. */
  private static final int MASK = 0xa282ead8;

  private static final int ROTATED_BITS = 15;

  private final OutputStream out;

  RecordFile(OutputStream out) {
    this.out = out;
  }

  /** Adds one record, which is with the system as a whole when this returns. */
  void add(byte[] data) throws IOException {
    byte[] length = littleEndian(Long.BYTES).putLong(data.length).array();
    out.write(
        littleEndian(length.length + data.length + 2 * Integer.BYTES)
            .put(length)
            .putInt(checksum(length))
            .put(data)
            .putInt(checksum(data))
            .array());
    out.flush();
  }

  private static int checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return Integer.rotateRight((int) crc.getValue(), ROTATED_BITS) + MASK;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
