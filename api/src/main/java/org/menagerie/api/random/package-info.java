/**
 * Random streams that are the same on every machine, engine and number of threads.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.api.random;

import org.jspecify.annotations.NullMarked;
