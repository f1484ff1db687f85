/**
 * Trained networks in the formats of other programs.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.api.export;

import org.jspecify.annotations.NullMarked;
