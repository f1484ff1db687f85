package org.menagerie.runner;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.Modules;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * The start scripts for Windows, read instead of run: on other systems there is nothing that runs
 * them. They must keep to the rules of {@code cmd.exe} that are easily broken unnoticed, and do as
 * the scripts for other systems do.
 */
class WindowsScriptsTest {
  private static final String SOURCE_TREE = "bin/runner";
  private static final String DISTRIBUTION = "runner/src/main/dist/bin/runner";

  /** Those that hold numbers or several arguments; all others may hold paths. */
  private static final List<String> NOT_PATHS = List.of("ERRORLEVEL", "VERSION", "FLAGS");

  private static final Pattern VARIABLE = Pattern.compile("%([A-Z_]+)%");
  private static final Pattern JAVA_OPTION = Pattern.compile("(?<=[ \"])-[-XD][\\w.:+=-]+");

  /** Otherwise {@code cmd.exe} does not find all labels. */
  @ParameterizedTest
  @ValueSource(strings = {SOURCE_TREE, DISTRIBUTION})
  void endsLinesAsWindowsDoes(String script) throws IOException {
    assertThat(Files.readString(file(script + ".cmd"), US_ASCII).replace("\r\n", ""))
        .doesNotContain("\n", "\r");
  }

  /** An unquoted {@code &} or {@code )} of a path would end the command or the block around it. */
  @ParameterizedTest
  @ValueSource(strings = {SOURCE_TREE, DISTRIBUTION})
  void quotesPaths(String script) throws IOException {
    List<String> unquoted = new ArrayList<>();
    for (String line : lines(script)) {
      VARIABLE
          .matcher(line)
          .results()
          .filter(found -> !NOT_PATHS.contains(found.group(1)) && !isQuoted(line, found.start()))
          .map(MatchResult::group)
          .forEach(unquoted::add);
    }
    assertThat(unquoted).isEmpty();
    assertThat(lines(script)).contains("setlocal EnableExtensions DisableDelayedExpansion");
  }

  @ParameterizedTest
  @ValueSource(strings = {SOURCE_TREE, DISTRIBUTION})
  void closesBlocksAndKnowsItsLabels(String script) throws IOException {
    int depth = 0;
    for (String line : lines(script)) {
      for (int i = 0; i < line.length(); i++) {
        boolean counts = !isQuoted(line, i) && (i == 0 || line.charAt(i - 1) != '^');
        depth += counts && line.charAt(i) == '(' ? 1 : counts && line.charAt(i) == ')' ? -1 : 0;
        assertThat(depth).as(line).isNotNegative();
      }
    }
    assertThat(depth).isZero();
    assertThat(lines(script))
        .containsAll(
            matches("goto (\\w+)", String.join("\n", lines(script))).stream()
                .map(label -> ":" + label)
                .toList());
  }

  @Test
  void buildsAsTheOtherScriptDoesAndSaysTheSame() throws IOException {
    String shell = Files.readString(file(SOURCE_TREE), UTF_8);
    List<String> sentences = matches("(?:fail|why=) ?\"([^\"$]+)", shell);
    assertThat(sentences).hasSize(5);
    assertThat(String.join("\n", lines(SOURCE_TREE)))
        .contains(sentences)
        .contains(matches("exec (mvn .*package)", shell));
  }

  @Test
  void startsJavaAsTheOtherScriptDoes() throws IOException {
    String shell = Files.readString(file(DISTRIBUTION), UTF_8);
    List<String> options =
        JAVA_OPTION.matcher(shell).results().map(MatchResult::group).distinct().toList();
    assertThat(options).contains("-XX:+UseSerialGC", "-Dmenagerie.home=");
    assertThat(String.join("\n", lines(DISTRIBUTION)))
        .contains(options)
        .contains(matches("(OPT_OUT_TRACKING=\\w+)", shell))
        .contains(matches("(org\\.menagerie\\.\\w+\\.Main)", shell));
  }

  /** One script reads the pom line by line, the other as XML, below {@code project/modules}. */
  @Test
  void findsTheModulesThatTheOtherScriptFinds() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file("pom.xml").toFile());
    NodeList nodes =
        (NodeList)
            XPathFactory.newInstance()
                .newXPath()
                .evaluate("/project/modules/module", pom, XPathConstants.NODESET);
    List<String> modules = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      modules.add(nodes.item(i).getTextContent());
    }
    assertThat(matches("<module>(.*)</module>", Files.readString(file("pom.xml"), UTF_8)))
        .isEqualTo(modules)
        .allSatisfy(module -> assertThat(file(module).resolve("pom.xml")).exists());
  }

  private static Path file(String name) {
    return Modules.classes("runner").resolve("../../..").resolve(name).normalize();
  }

  /** All but remarks. */
  private static List<String> lines(String script) throws IOException {
    try (var lines = Files.lines(file(script + ".cmd"), US_ASCII)) {
      return lines.filter(line -> !line.strip().startsWith("rem ")).toList();
    }
  }

  private static boolean isQuoted(String line, int position) {
    return line.substring(0, position).chars().filter(c -> c == '"').count() % 2 == 1;
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }
}
