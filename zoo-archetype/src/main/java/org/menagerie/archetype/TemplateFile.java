package org.menagerie.archetype;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the archetype.
 *
 * @param directory within the project; empty for its root
 * @param name within that, or within the package's folder in it
 * @param packaged whether it goes into the package's folder
 */
record TemplateFile(String directory, String name, boolean packaged) {
  private static final String ROOT = "/archetype-resources/";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  /** What an archetype must have and its descriptor does not list. */
  private static final TemplateFile POM = new TemplateFile("", "pom.xml", false);

  static List<TemplateFile> all() throws IOException {
    List<TemplateFile> files = Descriptor.files();
    files.add(0, POM);
    return List.copyOf(files);
  }

  /** Where it goes, within the project. */
  String path(String packageName) {
    return prefix() + (packaged ? packageName.replace('.', '/') + "/" : "") + name;
  }

  /** Its text as it is kept. */
  String text() throws IOException {
    String resource = ROOT + prefix() + name;
    try (InputStream in = TemplateFile.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in, resource).readAllBytes(), UTF_8);
    }
  }

  /** Its text with values for {@code ${name}}; what else looks like that is Maven's and stays. */
  String filledIn(Map<String, String> values) throws IOException {
    return PLACEHOLDER.matcher(text()).replaceAll(found -> replacement(found, values));
  }

  private static String replacement(MatchResult found, Map<String, String> values) {
    return Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group()));
  }

  private String prefix() {
    return directory.isEmpty() ? "" : directory + "/";
  }
}
