/**
 * Labelled image sets and where they come from.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.api.data;

import org.jspecify.annotations.NullMarked;
