/**
 * The optimizers that the framework brings: those of {@code torch.optim}, on plain arrays.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.engine.support.optimizer;

import org.jspecify.annotations.NullMarked;
