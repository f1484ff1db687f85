/**
 * Reports on stored runs as tables, and the formats they are written in. A format is found by
 * {@link java.util.ServiceLoader}; the tables are made by the framework, so that more accessors may
 * join these interfaces.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.api.report;

import org.jspecify.annotations.NullMarked;
