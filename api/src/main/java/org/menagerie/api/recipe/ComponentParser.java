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

  /** Components hold components, and each level is read with a call of its own. */
  private static final int DEEPEST = 20;

  private static final String ONE = "step(step_size=2, gamma=0.65)";
  private static final String SEVERAL = "rotation(degrees=7), affine(degrees=15)";

  private final String text;
  private final String example;

  private ComponentParser(String text, String example) {
    this.text = text.strip();
    this.example = example;
  }

  static List<Component> parseList(String text) {
    if (text.isBlank() || text.strip().equals("none")) {
      return List.of();
    }
    return new ComponentParser(text, SEVERAL)
        .splitAtCommas(text).stream()
            .map(part -> new ComponentParser(part, SEVERAL).component())
            .toList();
  }

  static Component parse(String text) {
    return new ComponentParser(text, ONE).component();
  }

  /** What stands between the commas outside of parentheses. */
  static List<String> split(String text) {
    return new ComponentParser(text, ONE).splitAtCommas(text);
  }

  private Component component() {
    int open = text.indexOf('(');
    if (open < 0) {
      return Component.of(name(text));
    }
    int end = endOfParentheses(open);
    if (end < 0) {
      throw malformed("its parentheses do not match");
    }
    if (end < text.length()) {
      String rest = text.substring(end).strip();
      throw malformed("\"" + rest + "\" follows its closing parenthesis");
    }
    String name = name(text.substring(0, open).strip());
    return new Component(name, arguments(text.substring(open + 1, text.length() - 1)));
  }

  /** The index behind the parenthesis that closes the one at {@code open}; -1 if there is none. */
  private int endOfParentheses(int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth > DEEPEST) {
        throw malformed("its parentheses are nested more than %d deep".formatted(DEEPEST));
      }
      if (depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private Map<String, String> arguments(String inner) {
    Map<String, String> arguments = new LinkedHashMap<>();
    if (inner.isBlank()) {
      return arguments;
    }
    for (String part : splitAtCommas(inner)) {
      int equals = part.indexOf('=');
      if (equals < 0 || part.lastIndexOf('(', equals) >= 0) {
        throw malformed("\"" + part.strip() + "\" is not of the form key=value");
      }
      String key = name(part.substring(0, equals).strip());
      String value = part.substring(equals + 1).strip();
      if (value.isEmpty()) {
        throw malformed("\"" + key + "\" has no value");
      }
      if (arguments.put(key, value) != null) {
        throw malformed("\"" + key + "\" is given twice");
      }
    }
    return arguments;
  }

  private String name(String candidate) {
    if (!NAME.matcher(candidate).matches()) {
      throw malformed("\"" + candidate + "\" is not a name");
    }
    return candidate;
  }

  private List<String> splitAtCommas(String inner) {
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
      throw malformed("its parentheses do not match");
    }
    parts.add(inner.substring(start));
    return parts;
  }

  private MenagerieException malformed(String why) {
    return new MenagerieException(
        ErrorCode.INVALID_ARGUMENT,
        "Cannot read \"%s\": %s; write it like %s.".formatted(text, why, example));
  }
}
