/**
 * The losses that the framework brings.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.engine.support.loss;

import org.jspecify.annotations.NullMarked;
