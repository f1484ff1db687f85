package org.menagerie.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Makes a class call {@link RefusedExit#exit} where it calls {@link System#exit}. Only the constant
 * pool is touched: the reference to the method gets another class, whose name is added at the end.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">The
 *     format of the constant pool</a>
 */
final class ExitRedirection {
  private static final String STAND_IN = RefusedExit.class.getName().replace('.', '/');
  private static final int POOL = 10;
  private static final int MOST_CONSTANTS = 0xffff;
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int METHOD = 10;

  private final ByteBuffer code;

  /** The positions of the constants, at their tags; 0 where an index is not used. */
  private final int[] starts;

  private final int end;

  private ExitRedirection(byte[] code) {
    this.code = ByteBuffer.wrap(code.clone());
    this.starts = new int[unsigned(POOL - 2)];
    int position = POOL;
    for (int index = 1; index < starts.length; index++) {
      starts[index] = position;
      int tag = this.code.get(position);
      position += 1 + length(tag, position);
      // Longs and doubles take two indices.
      index += tag == 5 || tag == 6 ? 1 : 0;
    }
    this.end = position;
  }

  /** The class without a call that ends the process; one that is malformed stays as it is. */
  static byte[] of(byte[] code) {
    try {
      return new ExitRedirection(code).redirected();
    } catch (IndexOutOfBoundsException e) {
      // The JVM says better what is wrong with it.
      return code;
    }
  }

  private byte[] redirected() {
    boolean found = false;
    boolean hasRoom = starts.length + 2 <= MOST_CONSTANTS;
    for (int start : starts) {
      if (hasRoom && start > 0 && code.get(start) == METHOD && isExit(start)) {
        code.putShort(start + 1, (short) (starts.length + 1));
        found = true;
      }
    }
    return found ? withStandIn() : code.array();
  }

  private boolean isExit(int method) {
    int owner = starts[unsigned(method + 1)];
    int nameAndType = starts[unsigned(method + 3)];
    return text(unsigned(owner + 1)).equals("java/lang/System")
        && text(unsigned(nameAndType + 1)).equals("exit")
        && text(unsigned(nameAndType + 3)).equals("(I)V");
  }

  private byte[] withStandIn() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(code.array(), 0, POOL - 2);
      out.writeShort(starts.length + 2);
      out.write(code.array(), POOL, end - POOL);
      out.writeByte(UTF8);
      out.writeUTF(STAND_IN);
      out.writeByte(CLASS);
      out.writeShort(starts.length);
      out.write(code.array(), end, code.capacity() - end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private String text(int index) {
    int start = starts[index];
    return new String(code.array(), start + 3, unsigned(start + 1), UTF_8);
  }

  /** Bytes of a constant behind its tag. */
  private int length(int tag, int position) {
    return switch (tag) {
      case UTF8 -> 2 + unsigned(position + 1);
      case 5, 6 -> 8;
      case CLASS, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      default -> 4;
    };
  }

  private int unsigned(int position) {
    return Short.toUnsignedInt(code.getShort(position));
  }
}
