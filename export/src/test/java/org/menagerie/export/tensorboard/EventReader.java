package org.menagerie.export.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reads event files without anything that writes them: records by their lengths and checksums,
 * messages by protobuf-java. Every field has to be one that is published.
 */
public final class EventReader {
  /** CRC-32C, whose polynomial is 0x1EDC6F41, with the lowest bit first. */
  private static final int POLYNOMIAL = 0x82f63b78;

  private EventReader() {}

  /** A message, whose fields are asked for by their published names. */
  public record Fields(Message message) {

    public Object get(String name) {
      FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
      return message.getField(field);
    }

    public boolean has(String name) {
      return message.hasField(message.getDescriptorForType().findFieldByName(name));
    }

    public String text(String name) {
      return String.valueOf(get(name));
    }

    public double number(String name) {
      return ((Number) get(name)).doubleValue();
    }

    public byte[] bytes(String name) {
      return ((ByteString) get(name)).toByteArray();
    }

    public Fields in(String name) {
      return new Fields((Message) get(name));
    }

    public List<Fields> all(String name) {
      return ((Collection<?>) get(name)).stream().map(each -> new Fields((Message) each)).toList();
    }

    /** Elements of a repeated field of numbers. */
    public List<?> elements(String name) {
      return List.copyOf((Collection<?>) get(name));
    }

    /** Elements of a repeated field of bytes. */
    public List<byte[]> blobs(String name) {
      return elements(name).stream().map(each -> ((ByteString) each).toByteArray()).toList();
    }

    /** The message in a field of bytes. */
    public Fields parsed(String name, String type) {
      return parse(bytes(name), type);
    }
  }

  /** The events of a file, in order. */
  public static List<Fields> read(Path file) throws IOException {
    return records(Files.readAllBytes(file)).stream()
        .map(record -> parse(record, "Event"))
        .toList();
  }

  /** All values of a tag, in order. */
  public static List<Fields> values(List<Fields> events, String tag) {
    return events.stream()
        .flatMap(event -> event.in("summary").all("value").stream())
        .filter(value -> value.text("tag").equals(tag))
        .toList();
  }

  /** The data of records whose checksums are right. */
  static List<byte[]> records(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[Long.BYTES];
      bytes.get(length);
      requireChecksum(length, bytes.getInt());
      byte[] data =
          new byte
              [Math.toIntExact(ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong())];
      bytes.get(data);
      requireChecksum(data, bytes.getInt());
      records.add(data);
    }
    return records;
  }

  private static void requireChecksum(byte[] data, int stored) {
    int crc = crc32c(data);
    int masked = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    if (masked != stored) {
      throw new IllegalStateException(
          "a record's checksum is %08x and not %08x".formatted(stored, masked));
    }
  }

  /** Bit by bit. */
  static int crc32c(byte[] data) {
    int crc = -1;
    for (byte value : data) {
      crc ^= value & 0xff;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
      }
    }
    return ~crc;
  }

  private static Fields parse(byte[] data, String type) {
    try {
      DynamicMessage message = DynamicMessage.parseFrom(PublishedMessages.of(type), data);
      requireKnown(message);
      return new Fields(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a record is no " + type, e);
    }
  }

  private static void requireKnown(Message message) {
    UnknownFieldSet unknown = message.getUnknownFields();
    if (!unknown.asMap().isEmpty()) {
      throw new IllegalStateException(
          "%s has no fields %s"
              .formatted(message.getDescriptorForType().getName(), unknown.asMap().keySet()));
    }
    for (Object value : message.getAllFields().values()) {
      Collection<?> all = value instanceof Collection<?> several ? several : List.of(value);
      for (Object each : all) {
        if (each instanceof Message inner) {
          requireKnown(inner);
        }
      }
    }
  }
}
