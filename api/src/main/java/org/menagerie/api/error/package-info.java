/**
 * What a user can cause, said in one sentence and carried as a code.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.api.error;

import org.jspecify.annotations.NullMarked;
