package org.menagerie.training.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that break one rule of the format each. */
class SafetensorsTest {
  private static final String A = "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}";

  @TempDir private Path folder;

  @Test
  void readsAFileInWhichAllIsRight() throws IOException {
    Safetensors read = read("{" + A + "}", 8);

    assertThat(read.tensors().get("a").values()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}        | 12 | belong to no tensor
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}        | 4  | cut off in its values
          {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}        | 8  | belong to no tensor
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}        | 4  | do not fit its shape
          {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}}        | 8  | do not fit its shape
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}        | 8  | do not fit its shape
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}}       | 8  | cut off in its values
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}          | 8  | without offsets
          {'a':{'dtype':'F32','shape':[2],'data_offsets':['0','8']}}    | 8  | without offsets
          {'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}        | 8  | not 32-bit floats
          {'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}}        | 0  | impossible shape
          {'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}       | 8  | impossible shape
          {'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]}}      | 8  | impossible shape
          {'a':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,8]}} | 8 | impossible shape
          {'a':{'dtype':'F32','shape':[],'data_offsets':[0,4]}}         | 4  | impossible shape
          {'__metadata__':{'epoch':1}}                                  | 0  | metadata that are not text
          {'__metadata__':{'a':'1','a':'2'}}                            | 0  | not JSON
          {} {}                                                         | 0  | not JSON
          {'a'                                                          | 0  | not JSON
          []                                                            | 0  | not a JSON object
          """)
  void refusesWhatBreaksARule(String header, int bytes, String sentence) {
    assertThatThrownBy(() -> read(header, bytes))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder.resolve("file.safetensors") + " ")
        .hasMessageContaining(sentence);
  }

  /** Others write tensors of other types, which have to lie somewhere all the same. */
  @Test
  void leavesOutOtherTypesButHoldsThemToTheirPlaces() throws IOException {
    String none = "'b':{'dtype':'I64','shape':[0],'data_offsets':[8,8]}";
    String turned = "'b':{'dtype':'I64','shape':[1],'data_offsets':[8,0]}";

    assertThat(floats("{" + A + "," + none + "}", 8).tensors().names()).containsExactly("a");
    assertThatThrownBy(() -> floats("{" + A + "," + turned + "}", 8))
        .hasMessageContaining("has a tensor whose offsets do not fit its shape");
  }

  @Test
  void refusesTensorsThatShareBytesOrAName() {
    assertThatThrownBy(() -> read("{" + A + "," + A.replace("'a'", "'b'") + "}", 8))
        .hasMessageContaining("belong to two tensors");
    assertThatThrownBy(
            () -> read("{" + A + ",'b':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}}", 12))
        .hasMessageContaining("belong to no tensor, or to two");
    assertThatThrownBy(() -> read("{" + A + "," + A + "}", 8)).hasMessageContaining("not JSON");
  }

  @Test
  void refusesAHeaderThatIsLongerThanTheFile() throws IOException {
    Path file = folder.resolve("file.safetensors");
    for (long length : new long[] {-1, 0, 3, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
      ByteBuffer bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
      Files.write(file, bytes.putLong(length).put("{}".getBytes(UTF_8)).array());

      assertThatThrownBy(() -> Safetensors.read(file)).hasMessageContaining("in its header");
    }
  }

  @Test
  void tellsAFileWithoutAHeaderFromOneThatIsTooShortForItsLength() throws IOException {
    Path file = folder.resolve("file.safetensors");
    Files.write(file, new byte[8]);
    assertThatThrownBy(() -> Safetensors.read(file)).hasMessage(file + " is cut off in its header");
    Files.write(file, new byte[7]);
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessage(file + " is too short for a safetensors file");
  }

  /** Zeros behind the brace look like UTF-16 or UTF-32 to a parser of JSON that is given bytes. */
  @ParameterizedTest
  @CsvSource({"7b 00 00 00 7a 00 7a 00", "7b 00 7d 00", "7b 22 ff 22 7d"})
  void refusesAHeaderThatIsNotUtf8(String header) throws IOException {
    byte[] json = HexFormat.ofDelimiter(" ").parseHex(header);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + json.length).order(ByteOrder.LITTLE_ENDIAN);
    Path file = folder.resolve("file.safetensors");
    Files.write(file, bytes.putLong(json.length).put(json).array());

    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessage(file + " has a header that is not JSON");
  }

  private Safetensors read(String header, int dataBytes) throws IOException {
    return Safetensors.read(write(header, dataBytes));
  }

  private Safetensors floats(String header, int dataBytes) throws IOException {
    Path file = write(header, dataBytes);
    return Safetensors.floatsOf(Files.readAllBytes(file), file);
  }

  /** The values are 1, 2, 3 and so on. */
  private Path write(String header, int dataBytes) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (int i = 1; i <= dataBytes / Float.BYTES; i++) {
      bytes.putFloat(i);
    }
    Path file = folder.resolve("file.safetensors");
    return Files.write(file, bytes.array());
  }
}
