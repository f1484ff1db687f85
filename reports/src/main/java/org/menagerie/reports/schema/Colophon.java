package org.menagerie.reports.schema;

import java.time.Instant;

/**
 * When and by what a document was written. Of a page on the same runs nothing else changes.
 *
 * @param command as it was typed
 * @param time when it was written
 * @param menagerie the version that wrote it, which need not be one that trained
 * @param java that it ran on
 */
public record Colophon(String command, Instant time, String menagerie, String java) {}
