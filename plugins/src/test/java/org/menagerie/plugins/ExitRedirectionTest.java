package org.menagerie.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExitRedirectionTest {
  /** The largest count of a constant pool that leaves room for two constants more. */
  private static final int WITH_ROOM = 0xffff - 2;

  @Test
  void redirectsAsLongAsThereIsRoomForAName() throws IOException {
    byte[] code = classThatExits(WITH_ROOM);
    assertThat(ExitRedirection.of(code)).isNotEqualTo(code).hasSizeGreaterThan(code.length);
  }

  @Test
  void leavesAClassWithoutRoomAsItIs() throws IOException {
    byte[] code = classThatExits(WITH_ROOM + 1);
    assertThat(ExitRedirection.of(code)).isEqualTo(code);
  }

  @Test
  void leavesWhatIsNoClassAsItIs() {
    assertThat(ExitRedirection.of(new byte[] {1, 2, 3})).containsExactly(1, 2, 3);
  }

  /** The constants of a call of {@code System.exit}, and numbers up to the count. */
  private static byte[] classThatExits(int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(0xCAFEBABE);
      out.writeInt(61);
      out.writeShort(count);
      for (String text : new String[] {"java/lang/System", "exit", "(I)V"}) {
        out.writeByte(1);
        out.writeUTF(text);
      }
      out.writeByte(7);
      out.writeShort(1);
      out.writeByte(12);
      out.writeShort(2);
      out.writeShort(3);
      out.writeByte(10);
      out.writeShort(4);
      out.writeShort(5);
      for (int index = 7; index < count; index++) {
        out.writeByte(3);
        out.writeInt(index);
      }
    }
    return bytes.toByteArray();
  }
}
