package org.menagerie.api.report;

import java.util.Optional;

/**
 * One value of a table.
 *
 * @param value in full, of the type that the column states; empty if it is missing. Texts are as a
 *     plug-in, a path or a recipe states them.
 * @param text rounded, as people read it, on one line and without control characters; a dash if the
 *     value is missing. What means something to the format, such as {@code <} in HTML, is still to
 *     be escaped.
 */
public record ReportCell(Optional<Object> value, String text) {}
