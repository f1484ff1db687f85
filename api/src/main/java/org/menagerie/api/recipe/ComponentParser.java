package org.menagerie.api.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** Reads the text form of components. */
final class ComponentParser {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  private ComponentParser() {}

  static List<Component> parseList(String text) {
    if (text.isBlank() || text.strip().equals("none")) {
      return List.of();
    }
    return splitAtCommas(text, text).stream().map(ComponentParser::parse).toList();
  }

  static Component parse(String text) {
    String trimmed = text.strip();
    int open = trimmed.indexOf('(');
    if (open < 0) {
      return Component.of(name(trimmed, text));
    }
    int end = endOfParentheses(trimmed, open);
    if (end < 0) {
      throw malformed(text, "its parentheses do not match");
    }
    if (end < trimmed.length()) {
      String rest = trimmed.substring(end).strip();
      throw malformed(text, "\"" + rest + "\" follows its closing parenthesis");
    }
    String name = name(trimmed.substring(0, open).strip(), text);
    return new Component(name, arguments(trimmed.substring(open + 1, trimmed.length() - 1), text));
  }

  /** The index behind the parenthesis that closes the one at {@code open}; -1 if there is none. */
  private static int endOfParentheses(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private static Map<String, String> arguments(String inner, String text) {
    Map<String, String> arguments = new LinkedHashMap<>();
    if (inner.isBlank()) {
      return arguments;
    }
    for (String part : splitAtCommas(inner, text)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw malformed(text, "\"" + part.strip() + "\" is not of the form key=value");
      }
      String key = name(part.substring(0, equals).strip(), text);
      String value = part.substring(equals + 1).strip();
      if (value.isEmpty()) {
        throw malformed(text, "\"" + key + "\" has no value");
      }
      if (arguments.put(key, value) != null) {
        throw malformed(text, "\"" + key + "\" is given twice");
      }
    }
    return arguments;
  }

  private static String name(String candidate, String text) {
    if (!NAME.matcher(candidate).matches()) {
      throw malformed(text, "\"" + candidate + "\" is not a name");
    }
    return candidate;
  }

  /** Splits at the commas that stand outside of parentheses. */
  static List<String> splitAtCommas(String inner, String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(inner.substring(start, i));
        start = i + 1;
      }
      if (depth < 0) {
        break;
      }
    }
    if (depth != 0) {
      throw malformed(text, "its parentheses do not match");
    }
    parts.add(inner.substring(start));
    return parts;
  }

  private static MenagerieException malformed(String text, String why) {
    return new MenagerieException(
        ErrorCode.INVALID_ARGUMENT,
        "Cannot read \"%s\": %s; write it like step(step_size=2, gamma=0.65)."
            .formatted(text.strip(), why));
  }
}
