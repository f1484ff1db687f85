/**
 * What the authors of engines share: update rules on plain arrays, the layout of parameters in one
 * array, and clipping of gradients.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.engine.support;

import org.jspecify.annotations.NullMarked;
