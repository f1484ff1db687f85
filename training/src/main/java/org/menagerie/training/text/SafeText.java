package org.menagerie.training.text;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes text from plug-ins, paths and files safe for the medium it is written to. All media drop
 * escape sequences and invisible characters, among them those that turn the direction of text.
 */
public final class SafeText {
  /** CSI and OSC sequences whole, so that none of their parameters remain as text. */
  private static final Pattern ESCAPE_SEQUENCE =
      Pattern.compile(
          "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]"
              + "|(?:\u001b\\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\\\|\u009c)?");

  private static final Pattern LINE_BREAK = Pattern.compile("\\R");
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\u0085\u2028\u2029]");

  /** Control, format and unpaired surrogate characters, and those that are none. */
  private static final String INVISIBLE = "\\p{Cc}\\p{Cf}\\p{Cs}\ufffe\uffff";

  private static final Pattern NOT_SHOWN = Pattern.compile("[" + INVISIBLE + "]");
  private static final Pattern NOT_SHOWN_IN_LINES = Pattern.compile("[" + INVISIBLE + "&&[^\n]]");

  /** What Jackson leaves as it is. */
  private static final Pattern NOT_SHOWN_IN_JSON =
      Pattern.compile("[\\x7f-\\x9f\\p{Cf}\\p{Cs}\u2028\u2029]");

  /** The wide forms count for spreadsheets of East Asia. */
  private static final String FORMULA_STARTS = "=+@-\uff1d\uff0b\uff20\uff0d";

  /**
   * Where readers of Markdown would see an address or somebody's name, in whatever way its
   * characters are escaped.
   */
  private static final Pattern LINKED =
      Pattern.compile("(?<=:)(?=//)|(?i:(?<=www)(?=\\.))|(?<=@)(?=[\\p{L}\\d._-])");

  /** Shown as nothing: it keeps what stands before it from what stands behind. */
  private static final String MARKDOWN_BREAK = "<!-- -->";

  /** Letters that LaTeX would join to a dash or a quotation mark. */
  private static final Pattern JOINED = Pattern.compile("(?<=-)(?=-)|(?<=,)(?=,)");

  /** No text has it any more when it is put in. */
  private static final char BREAK = '\0';

  private static final Map<String, String> LATEX =
      Map.ofEntries(
          Map.entry("\\", "\\textbackslash{}"),
          Map.entry("{", "\\{"),
          Map.entry("}", "\\}"),
          Map.entry("%", "\\%"),
          // At the start of a row it would be an argument of the break before it.
          Map.entry("[", "{[}"),
          Map.entry("\0", "{}"),
          Map.entry("&", "\\&"),
          Map.entry("#", "\\#"),
          Map.entry("$", "\\$"),
          Map.entry("_", "\\_"),
          Map.entry("^", "\\textasciicircum{}"),
          Map.entry("~", "\\textasciitilde{}"),
          Map.entry("<", "\\textless{}"),
          Map.entry(">", "\\textgreater{}"),
          Map.entry("|", "\\textbar{}"),
          Map.entry("\"", "\\textquotedbl{}"),
          Map.entry("`", "\\textasciigrave{}"),
          Map.entry("'", "\\textquotesingle{}"),
          Map.entry("−", "$-$"),
          Map.entry("→", "$\\to$"),
          Map.entry("±", "$\\pm$"),
          Map.entry("·", "$\\cdot$"),
          Map.entry("–", "--"),
          Map.entry("—", "---"),
          Map.entry("×", "$\\times$"),
          Map.entry("≤", "$\\le$"),
          Map.entry("≥", "$\\ge$"),
          Map.entry("…", "\\ldots{}"),
          Map.entry("°", "\\textdegree{}"),
          Map.entry("†", "\\textdagger{}"),
          Map.entry("‡", "\\textdaggerdbl{}"),
          Map.entry("≈", "$\\approx$"));

  /** The last of the letters that the font encoding T1 and pdfLaTeX know by themselves. */
  private static final int LAST_LATIN = 'ž';

  /** Letters before it that they do not know. */
  private static final String UNKNOWN_LATIN = "ĦħĸĿŀŉŦŧſ";

  private SafeText() {}

  /** On one line, with single spaces between words; what all other media start from. */
  public static String plain(String text) {
    if (isWithin(text, '!')) {
      return text;
    }
    return terminal(text).replaceAll(" +", " ").strip();
  }

  /** On one line of a terminal; spaces stay, so that columns do. */
  public static String terminal(String text) {
    if (isWithin(text, ' ')) {
      return text;
    }
    String oneLine = WHITE_SPACE.matcher(withoutEscapes(text)).replaceAll(" ");
    return NOT_SHOWN.matcher(oneLine).replaceAll("");
  }

  /** On as many lines of a terminal as the text has; all but the first are indented. */
  public static String terminalLines(String text) {
    return text.lines().map(SafeText::terminal).collect(joining(System.lineSeparator() + "  "));
  }

  /** For HTML and XML, between tags and in quoted attributes; line breaks stay. */
  public static String html(String text) {
    String lines = LINE_BREAK.matcher(withoutEscapes(text)).replaceAll("\n");
    return NOT_SHOWN_IN_LINES
        .matcher(lines)
        .replaceAll("")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** For GitHub Flavored Markdown: no markup, link, HTML, mention or end of a table's cell. */
  public static String markdown(String text) {
    StringBuilder safe = new StringBuilder();
    for (char c : LINKED.matcher(plain(text)).replaceAll(String.valueOf(BREAK)).toCharArray()) {
      if (c == BREAK) {
        safe.append(MARKDOWN_BREAK);
      } else if ("&<>|@#".indexOf(c) >= 0) {
        safe.append("&#").append((int) c).append(';');
      } else {
        safe.append("\\`*_[]~$".indexOf(c) >= 0 ? "\\" : "").append(c);
      }
    }
    return safe.toString();
  }

  /** For LaTeX with the font encoding T1; unknown characters become their code points. */
  public static String latex(String text) {
    return JOINED
        .matcher(plain(text))
        .replaceAll(String.valueOf(BREAK))
        .codePoints()
        .mapToObj(SafeText::latex)
        .collect(joining());
  }

  private static String latex(int codePoint) {
    String character = Character.toString(codePoint);
    boolean known = codePoint <= LAST_LATIN && !UNKNOWN_LATIN.contains(character);
    return LATEX.getOrDefault(character, known ? character : "U+%04X".formatted(codePoint));
  }

  /**
   * For a cell of CSV, before quotes: what a spreadsheet would compute begins with an apostrophe.
   */
  public static String csv(String text) {
    String plain = plain(text);
    return !plain.isEmpty() && FORMULA_STARTS.indexOf(plain.charAt(0)) >= 0 ? "'" + plain : plain;
  }

  /** JSON text with invisible characters as escape sequences, which mean the same. */
  public static String json(String json) {
    return NOT_SHOWN_IN_JSON
        .matcher(json)
        .replaceAll(
            found -> found.group().chars().mapToObj("\\\\u%04x"::formatted).collect(joining()));
  }

  /** Whether all is from a character to the last visible one of ASCII: most texts are so. */
  private static boolean isWithin(String text, char first) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < first || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static String withoutEscapes(String text) {
    return ESCAPE_SEQUENCE.matcher(text).replaceAll("");
  }
}
