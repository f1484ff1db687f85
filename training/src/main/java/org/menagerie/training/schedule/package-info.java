/** Learning-rate schedules, as in {@code torch.optim.lr_scheduler}. */
@NullMarked
package org.menagerie.training.schedule;

import org.jspecify.annotations.NullMarked;
