package org.menagerie.reports.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.menagerie.training.text.SafeText;

/** Builds SVG and HTML whose texts and attributes are escaped. */
public final class Markup {
  private final StringBuilder xml = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are names and values in turn. */
  public Markup open(String name, Object... attributes) {
    indent().append(tag(name, attributes)).append(">\n");
    open.push(name);
    return this;
  }

  public Markup close() {
    String name = open.pop();
    indent().append("</").append(name).append(">\n");
    return this;
  }

  /** An element without content. */
  public Markup empty(String name, Object... attributes) {
    indent().append(tag(name, attributes)).append("/>\n");
    return this;
  }

  /** An element that holds only text. */
  public Markup text(String name, String content, Object... attributes) {
    indent().append(tag(name, attributes)).append('>').append(SafeText.html(content));
    xml.append("</").append(name).append(">\n");
    return this;
  }

  /** Adds markup that was built by another instance, or is known to be harmless. */
  public Markup add(Object markup) {
    xml.append(markup);
    return this;
  }

  @Override
  public String toString() {
    return xml.toString();
  }

  private StringBuilder indent() {
    return xml.append("  ".repeat(open.size()));
  }

  private static String tag(String name, Object... attributes) {
    StringBuilder tag = new StringBuilder("<").append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      tag.append(' ').append(attributes[i]).append("=\"");
      tag.append(SafeText.html(written(attributes[i + 1]))).append('"');
    }
    return tag.toString();
  }

  private static String written(Object value) {
    return value instanceof Double number ? number(number) : value.toString();
  }

  /** A coordinate, to a tenth of a pixel. */
  public static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
