package org.menagerie.reports.format;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads as much of LaTeX as text that is escaped has. */
final class LatexText {
  /** Of the document's own, and of single characters. */
  private static final Set<String> COMMANDS =
      Set.of(
          "noindent",
          "par",
          "begin",
          "end",
          "caption",
          "toprule",
          "midrule",
          "bottomrule",
          "endhead",
          "endfoot",
          "shortstack",
          "scriptsize",
          "setlength",
          "tabcolsep",
          "textbackslash",
          "textasciicircum",
          "textasciitilde",
          "textless",
          "textgreater",
          "textbar",
          "textquotedbl",
          "textasciigrave",
          "textquotesingle",
          "to",
          "pm",
          "cdot",
          "times",
          "le",
          "ge",
          "ldots",
          "textdegree",
          "textdagger",
          "textdaggerdbl",
          "approx");

  private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+|.)", Pattern.DOTALL);
  private static final String ESCAPED = "\\{}%&#$_";

  /** What the commands of characters show. */
  private static final Map<String, String> SHOWN = new LinkedHashMap<>();

  static {
    SHOWN.put("{}", "");
    SHOWN.put("{[}", "[");
    SHOWN.put("$-$", "−");
    SHOWN.put("$\\to$", "→");
    SHOWN.put("$\\pm$", "±");
    SHOWN.put("$\\cdot$", "·");
    SHOWN.put("$\\times$", "×");
    SHOWN.put("$\\le$", "≤");
    SHOWN.put("$\\ge$", "≥");
    SHOWN.put("\\textbackslash", "\\");
    SHOWN.put("\\textasciicircum", "^");
    SHOWN.put("\\textasciitilde", "~");
    SHOWN.put("\\textless", "<");
    SHOWN.put("\\textgreater", ">");
    SHOWN.put("\\textbar", "|");
    SHOWN.put("\\textquotedbl", "\"");
    SHOWN.put("\\textasciigrave", "`");
    SHOWN.put("\\textquotesingle", "'");
    SHOWN.put("\\ldots", "…");
    SHOWN.put("\\textdegree", "°");
    SHOWN.put("\\textdaggerdbl", "‡");
    SHOWN.put("\\textdagger", "†");
    SHOWN.put("$\\approx$", "≈");
    for (char c : "{}%&#$_".toCharArray()) {
      SHOWN.put("\\" + c, String.valueOf(c));
    }
  }

  private LatexText() {}

  /** Only known commands, balanced braces, and no special character that is not escaped. */
  static void requireHarmless(String latex) {
    String body = latex.lines().filter(line -> !line.startsWith("% ")).collect(joining("\n"));
    assertThat(COMMAND.matcher(body).results().map(found -> found.group(1)))
        .allMatch(name -> COMMANDS.contains(name) || ESCAPED.contains(name));
    String unescaped = COMMAND.matcher(body).replaceAll("");
    assertThat(unescaped).doesNotContain("%", "#", "^", "_", "~", "\"", "`", "'", "<", ">", "|");
    assertThat(unescaped.chars().filter(c -> c == '{').count())
        .isEqualTo(unescaped.chars().filter(c -> c == '}').count());
    assertThat(unescaped.chars().filter(c -> c == '$').count() % 2).isZero();
  }

  /** The text that is seen. */
  static String shown(String latex) {
    Pattern known =
        Pattern.compile(SHOWN.keySet().stream().map(Pattern::quote).collect(joining("|")));
    return known
        .matcher(latex)
        .replaceAll(
            (MatchResult found) ->
                Matcher.quoteReplacement(SHOWN.getOrDefault(found.group(), found.group())));
  }

  /** The same, with code points for letters that T1 has not. */
  static String expected(String visible) {
    return visible
        .codePoints()
        .mapToObj(c -> c <= 'ž' && c != 'ħ' ? Character.toString(c) : "U+%04X".formatted(c))
        .collect(joining());
  }
}
