package org.menagerie.export.java;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with fields in braces, each filled once, so that what is filled in may have braces too. */
final class Template {
  private static final Pattern FIELD = Pattern.compile("\\{([a-z]+)}");

  private Template() {}

  static String fill(String template, Map<String, String> fields) {
    return FIELD
        .matcher(template)
        .replaceAll(
            match -> Matcher.quoteReplacement(fields.getOrDefault(match.group(1), match.group())));
  }
}
