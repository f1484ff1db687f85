package org.menagerie.reports.chart;

/**
 * Colours and dashes, for light and dark surroundings. The dots of one published figure lie in the
 * gaps of the other, for the two often lie on one line.
 */
public final class Theme {
  private static final int COLOURS = 6;

  /** For all charts of a page, or of one document. */
  public static final String CSS =
      """

      .curves text { font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif }
      .curves .heading { font-size: 16px; font-weight: 600 }
      .curves .panel-title { font-weight: 600 }
      .curves .end { text-anchor: end }
      .curves .middle { text-anchor: middle }
      .curves .line, .curves .point { stroke: currentColor }
      .curves .line { fill: none; stroke-width: 1.8; stroke-linejoin: round }
      .curves .line.train { stroke-dasharray: 6 4 }
      .curves .point { stroke-width: 1.5 }
      .curves .point.test { fill: currentColor }
      .curves .reference { fill: none; stroke-width: 1.4 }
      .curves .reference.final { stroke-dasharray: 10 14 }
      .curves .reference.best { stroke-dasharray: 2 4 2 16; stroke-dashoffset: -13 }
      .curves .label { paint-order: stroke; stroke-width: 3; stroke-linejoin: round }
      .curves .band { fill: currentColor; opacity: 0.18 }
      .curves .dominated { opacity: 0.4 }
      .curves .front { fill: none; stroke-width: 1.4; stroke-dasharray: 1 3 }
      .curves .interval { fill: none; stroke: currentColor; stroke-width: 1.2; opacity: 0.55 }
      .curves .grid, .curves .axis { fill: none; stroke-width: 1 }
      .curves .background, .curves .point.train { fill: #ffffff }
      .curves text { fill: #1f2328 }
      .curves .label { stroke: #ffffff }
      .curves .tick { fill: #59636e }
      .curves .grid { stroke: #e4e7eb }
      .curves .axis, .curves .reference, .curves .front { stroke: #59636e }
      .curves .c0 { color: #0b62a8 }
      .curves .c1 { color: #c2410c }
      .curves .c2 { color: #0a7d5a }
      .curves .c3 { color: #7a3fb8 }
      .curves .c4 { color: #a3195b }
      .curves .c5 { color: #7a5c00 }
      .curves .neutral { color: #1f2328 }
      @media screen and (prefers-color-scheme: dark) {
        .curves .background, .curves .point.train { fill: #0d1117 }
        .curves text { fill: #e6edf3 }
        .curves .label { stroke: #0d1117 }
        .curves .tick { fill: #9aa3ad }
        .curves .grid { stroke: #262d37 }
        .curves .axis, .curves .reference, .curves .front { stroke: #9aa3ad }
        .curves .neutral { color: #e6edf3 }
        .curves .c0 { color: #6cb6ff }
        .curves .c1 { color: #ff9e64 }
        .curves .c2 { color: #4fd1a5 }
        .curves .c3 { color: #c4a1ff }
        .curves .c4 { color: #ff8ac2 }
        .curves .c5 { color: #e3c55b }
      }
      """;

  private Theme() {}

  /** The class of a colour; after the last one, the first one comes again. */
  static String colour(int index) {
    return "c" + index % COLOURS;
  }
}
