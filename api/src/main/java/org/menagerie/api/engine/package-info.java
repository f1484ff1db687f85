/**
 * What a training engine offers to the training loop.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.api.engine;

import org.jspecify.annotations.NullMarked;
