package org.menagerie.training.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML 1.2 document of texts, lists and keys with values. Aliases stand for what their anchors
 * mark. Tags, several documents, a key that stands twice, deep nesting and long files are refused,
 * with line and column.
 */
public final class YamlFile {
  /** Far more than a thousand seeds take, or a thousand layers. */
  private static final int MOST_BYTES = 1 << 20;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(MOST_BYTES).setParseComments(false).build();

  private final Path file;
  private final Kind kind;
  private final Iterator<Event> events;
  private final Map<Anchor, Value> marked = new HashMap<>();

  private YamlFile(Path file, Kind kind, String text) {
    this.file = file;
    this.kind = kind;
    this.events = new Parse(SETTINGS).parseString(text).iterator();
  }

  /**
   * What is expected of a file.
   *
   * @param name what it is, for messages, such as {@code experiment}
   * @param deepest how deep lists and keys may be nested
   * @param whenMissing what to say where there is no such file, such as a way to name what is meant
   */
  public record Kind(String name, int deepest, String whenMissing) {}

  /** Where in the file a value stands, counted from 1. */
  public record Place(int line, int column) {
    static Place of(Optional<Mark> mark) {
      return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(new Place(1, 1));
    }
  }

  /** What stands in the file. */
  public sealed interface Value {
    Place place();
  }

  /**
   * A text.
   *
   * @param plain whether it stands without quotes, so that it may be a number or null
   */
  public record Text(String text, boolean plain, Place place) implements Value {
    /** Whether it says that there is no value. */
    public boolean isNull() {
      return plain && text.matches("|~|null|Null|NULL");
    }

    /** YAML writes booleans in several ways, the command line in one. */
    public String typed() {
      return plain && text.matches("true|True|TRUE|false|False|FALSE")
          ? Boolean.toString(Boolean.parseBoolean(text))
          : text;
    }
  }

  /** A list. */
  public record Items(List<Value> items, Place place) implements Value {}

  /** Keys with values, in their order. */
  public record Keys(Map<Text, Value> entries, Place place) implements Value {}

  /**
   * Reads a file.
   *
   * @throws MenagerieException if it is missing, or cannot be read so
   */
  public static Value read(Path file, Kind kind) {
    String text = text(file, kind);
    try {
      return new YamlFile(file, kind, text).document();
    } catch (MarkedYamlEngineException e) {
      Place place = Place.of(e.getProblemMark());
      String problem = String.valueOf(e.getProblem());
      throw refused(
          file,
          place,
          problem.contains("TAB")
              ? "a tab stands before the text; YAML is set in with spaces only"
              : problem.lines().findFirst().orElse("it is no YAML").replaceFirst("\\.$", ""));
    } catch (YamlEngineException e) {
      throw refused(
          file, "%s".formatted(e.getMessage()).lines().findFirst().orElse("it is no YAML"));
    } catch (NumberFormatException e) {
      // The parser reads the digits of an escape such as \x without asking whether there are any.
      throw refused(file, endOf(text), "the file ends within double quotes");
    }
  }

  private static Place endOf(String text) {
    int line = Math.toIntExact(text.chars().filter(c -> c == '\n').count());
    return new Place(line + 1, text.length() - text.lastIndexOf('\n'));
  }

  /**
   * A refusal that names file, line and column.
   *
   * @param problem without a stop at its end
   */
  public static MenagerieException refused(Path file, Place place, String problem) {
    return refused(file, "line %d, column %d: %s".formatted(place.line(), place.column(), problem));
  }

  private static MenagerieException refused(Path file, String problem) {
    return new MenagerieException(ErrorCode.INVALID_ARGUMENT, "%s, %s.".formatted(file, problem));
  }

  private static String text(Path file, Kind kind) {
    try {
      byte[] bytes = bytes(file);
      if (bytes.length > MOST_BYTES) {
        throw refused(file, "which is larger than 1 MiB, is no " + kind.name());
      }
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String whole = text.startsWith("\ufeff") ? text.substring(1) : text;
      // In JSON tabs stand between values only, where many editors put them.
      return whole.stripLeading().startsWith("{") ? whole.replace('\t', ' ') : whole;
    } catch (CharacterCodingException e) {
      throw refused(file, "which is no text in UTF-8, must be saved as such");
    } catch (IOException e) {
      throw new MenagerieException(
          Files.exists(file) ? ErrorCode.DATA_UNREADABLE : ErrorCode.INVALID_ARGUMENT,
          "Cannot read %s: %s."
              .formatted(
                  file,
                  Files.isDirectory(file)
                      ? "it is a folder"
                      : Files.exists(file) ? "it is unreadable" : kind.whenMissing()),
          e);
    }
  }

  /** A pipe has no size that could be asked for. */
  private static byte[] bytes(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES + 1);
    }
  }

  private Value document() {
    events.next();
    Event start = events.next();
    if (start.getEventId() == Event.ID.StreamEnd) {
      return new Keys(Map.of(), new Place(1, 1));
    }
    Value value = value(events.next(), 1);
    events.next();
    Event after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw refused(
          file,
          Place.of(after.getStartMark()),
          "a second document begins; put each %s into a file of its own".formatted(kind.name()));
    }
    return value;
  }

  private Value value(Event event, int depth) {
    Place place = Place.of(event.getStartMark());
    if (event instanceof AliasEvent alias) {
      Value meant = marked.get(alias.getAlias());
      if (meant == null) {
        throw refused(
            file, place, "the alias *%s has no anchor before it".formatted(alias.getAlias()));
      }
      return meant;
    }
    requireNoTag(event, place);
    if (depth > kind.deepest() && event instanceof CollectionStartEvent) {
      throw refused(file, place, "this is nested more than %d deep".formatted(kind.deepest()));
    }
    Value value =
        event instanceof SequenceStartEvent
            ? items(place, depth)
            : event instanceof MappingStartEvent
                ? keys(place, depth)
                : text((ScalarEvent) event, place);
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> marked.put(anchor, value));
    return value;
  }

  private static Text text(ScalarEvent scalar, Place place) {
    return new Text(scalar.getValue(), scalar.isPlain(), place);
  }

  private Items items(Place place, int depth) {
    List<Value> items = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      items.add(value(next, depth + 1));
    }
    return new Items(items, place);
  }

  private Keys keys(Place place, int depth) {
    Map<Text, Value> entries = new LinkedHashMap<>();
    Map<String, Place> known = new HashMap<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      if (!(value(next, depth + 1) instanceof Text key)) {
        throw refused(file, Place.of(next.getStartMark()), "a key must be a word");
      }
      Place keyPlace = Place.of(next.getStartMark());
      @Nullable Place before = known.put(key.text(), keyPlace);
      if (before != null) {
        throw refused(
            file,
            keyPlace,
            "the key \"%s\" stands here a second time, after line %d"
                .formatted(key.text(), before.line()));
      }
      entries.put(new Text(key.text(), key.plain(), keyPlace), value(events.next(), depth + 1));
    }
    return new Keys(entries, place);
  }

  private void requireNoTag(Event event, Place place) {
    Optional<?> tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : event instanceof CollectionStartEvent collection
                ? collection.getTag()
                : Optional.empty();
    if (tag.isPresent()) {
      throw refused(file, place, "the tag %s is not read here".formatted(tag.get()));
    }
  }
}
