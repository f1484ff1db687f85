package org.menagerie.engine.vector.op;

import org.menagerie.engine.vector.memory.Layout;

/**
 * A source of an operation.
 *
 * @param layout of the source's values
 */
public record Input(Source source, Layout layout) {}
