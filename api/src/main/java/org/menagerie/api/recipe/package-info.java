/**
 * How a model is trained: optimizer, schedule, augmentation, loss, stopping.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.api.recipe;

import org.jspecify.annotations.NullMarked;
