/** The optimizers that the framework brings: those of {@code torch.optim}, on plain arrays. */
@NullMarked
package org.menagerie.engine.support.optimizer;

import org.jspecify.annotations.NullMarked;
