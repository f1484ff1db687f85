package org.menagerie.inference.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.PlannedNetwork;

/**
 * A trained network in one file: a zip archive of {@code model.properties}, {@code steps.txt} and
 * {@code weights.f32}, 32-bit floats, little-endian.
 */
public final class ModelArchive {
  private static final String PROPERTIES = "model.properties";
  private static final String STEPS = "steps.txt";
  private static final String WEIGHTS = "weights.f32";
  private static final String NOTE = "note.";

  /** That of what is written here; readers refuse others. */
  private static final String VERSION = "1";

  /** What files say of themselves is not believed beyond this. */
  private static final int MOST_BYTES = 1 << 30;

  /** Memory for each byte of weights, while they are numbers in a list. */
  private static final int MEMORY_OF_A_BYTE = 8;

  private static final int MOST_CHANNELS = 1_000;

  /** Before zip's years begin, so that each writer means the same instant. */
  private static final long NO_TIME = 315_532_800_000L;

  private ModelArchive() {}

  /** Writes a network; the same one always as the same bytes. */
  public static void write(PlannedNetwork network, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
      entry(zip, PROPERTIES, properties(network).getBytes(UTF_8));
      String steps = String.join("\n", StepWriter.lines(network.plan())) + "\n";
      entry(zip, STEPS, steps.getBytes(UTF_8));
      entry(zip, WEIGHTS, weights(network.plan()));
    }
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static byte[] weights(Plan plan) {
    ByteBuffer bytes =
        ByteBuffer.allocate(plan.weights().size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    plan.weights().forEach(bytes::putFloat);
    return bytes.array();
  }

  private static String properties(PlannedNetwork network) {
    SortedMap<String, String> properties = new TreeMap<>();
    properties.put("version", VERSION);
    properties.put("name", network.name());
    Shape input = network.input();
    properties.put("channels", Integer.toString(input.channels()));
    properties.put("height", Integer.toString(input.height()));
    properties.put("width", Integer.toString(input.width()));
    for (int i = 0; i < input.channels(); i++) {
      Normalization channel = network.normalization().channel(i);
      properties.put("mean." + i, Double.toString(channel.mean()));
      properties.put("std." + i, Double.toString(channel.std()));
    }
    for (int i = 0; i < network.classes().size(); i++) {
      properties.put("class." + i, network.classes().get(i));
    }
    network.notes().forEach((key, value) -> properties.put(NOTE + key, value));
    StringBuilder text = new StringBuilder();
    properties.forEach(
        (key, value) -> text.append(escaped(key)).append('=').append(escaped(value)).append('\n'));
    return text.toString();
  }

  /** As {@link Properties} reads it; it would write the time of day as well. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case '\f' -> escaped.append("\\f");
        case ' ', '\\', '=', ':', '#', '!' -> escaped.append('\\').append(c);
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /**
   * Reads a network.
   *
   * @throws MenagerieException if it cannot be read, or is no such file
   */
  public static PlannedNetwork read(Path file) {
    long most = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / MEMORY_OF_A_BYTE);
    return read(file, Math.toIntExact(most));
  }

  /**
   * Reads a network.
   *
   * @param most bytes that the file may unpack to
   */
  static PlannedNetwork read(Path file, int most) {
    Map<String, byte[]> entries = entries(file, most);
    Optional<PlannedNetwork> network = Optional.empty();
    try {
      network = network(entries);
    } catch (IOException | ArithmeticException | IllegalArgumentException | MenagerieException e) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot read the model %s: it is damaged, or of another version.".formatted(file),
          e);
    }
    return network.orElseThrow(
        () ->
            new MenagerieException(
                ErrorCode.INVALID_ARGUMENT,
                "%s is no model: write one with \"runner export RUN --format menagerie --output FILE\"."
                    .formatted(file)));
  }

  private static Map<String, byte[]> entries(Path file, int most) {
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(new BufferedInputStream(in), UTF_8)) {
      Map<String, byte[]> entries = new TreeMap<>();
      int left = most;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (List.of(PROPERTIES, STEPS, WEIGHTS).contains(entry.getName())) {
          byte[] content = zip.readNBytes(left);
          left -= content.length;
          if (left == 0) {
            throw tooLarge(file, most);
          }
          entries.put(entry.getName(), content);
        }
      }
      return entries;
    } catch (IOException | IllegalArgumentException e) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot read the model %s: %s.".formatted(file, reason(file)),
          e);
    }
  }

  private static MenagerieException tooLarge(Path file, int most) {
    return new MenagerieException(
        ErrorCode.RESULT_UNREADABLE,
        String.format(
            Locale.ROOT,
            "Cannot read the model %s: it unpacks to %,d bytes or more; if you trust it, give the program more memory (java -Xmx).",
            file,
            most));
  }

  private static String reason(Path file) {
    if (!Files.exists(file)) {
      return "there is no such file";
    }
    return Files.isReadable(file) ? "it is damaged" : "this user may not read it";
  }

  /** Empty if these are the entries of another archive. */
  private static Optional<PlannedNetwork> network(Map<String, byte[]> entries) throws IOException {
    byte[] properties = entries.get(PROPERTIES);
    byte[] steps = entries.get(STEPS);
    byte[] weights = entries.get(WEIGHTS);
    if (properties == null || steps == null || weights == null) {
      return Optional.empty();
    }
    Header header = Header.of(new String(properties, UTF_8));
    if (!header.text("version").equals(VERSION)) {
      throw new IOException("version " + header.text("version"));
    }
    Shape input =
        Shape.image(header.number("channels"), header.number("height"), header.number("width"));
    if (input.channels() > MOST_CHANNELS) {
      throw new IOException("too many channels");
    }
    Plan plan = StepReader.plan(new String(steps, UTF_8).lines().toList(), input, floats(weights));
    return Optional.of(
        new PlannedNetwork(
            header.text("name"),
            plan,
            header.normalization(input.channels()),
            header.numbered("class."),
            header.notes()));
  }

  private static List<Float> floats(byte[] bytes) throws IOException {
    if (bytes.length % Float.BYTES != 0) {
      throw new IOException("weights are cut off");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Float> floats = new ArrayList<>(bytes.length / Float.BYTES);
    while (buffer.hasRemaining()) {
      floats.add(buffer.getFloat());
    }
    return floats;
  }

  /** What is said besides steps and weights. */
  private record Header(Map<String, String> texts) {
    static Header of(String text) throws IOException {
      Properties properties = new Properties();
      properties.load(new StringReader(text));
      Map<String, String> texts = new TreeMap<>();
      properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
      return new Header(texts);
    }

    String text(String key) throws IOException {
      String text = texts.get(key);
      if (text == null) {
        throw new IOException("it says nothing of " + key);
      }
      return text;
    }

    int number(String key) throws IOException {
      return Integer.parseInt(text(key));
    }

    Normalization normalization(int channels) {
      return channels == 1
          ? ofChannel(0)
          : Normalization.ofChannels(
              IntStream.range(0, channels).mapToObj(this::ofChannel).toList());
    }

    private Normalization ofChannel(int channel) {
      return Normalization.of(
          Double.parseDouble(texts.getOrDefault("mean." + channel, "")),
          Double.parseDouble(texts.getOrDefault("std." + channel, "")));
    }

    List<String> numbered(String key) {
      return IntStream.iterate(0, i -> texts.containsKey(key + i), i -> i + 1)
          .mapToObj(i -> texts.getOrDefault(key + i, ""))
          .toList();
    }

    SortedMap<String, String> notes() {
      SortedMap<String, String> notes = new TreeMap<>();
      texts.forEach(
          (key, value) -> {
            if (key.startsWith(NOTE)) {
              notes.put(key.substring(NOTE.length()), value);
            }
          });
      return notes;
    }
  }
}
