/** How a model is trained: optimizer, schedule, augmentation, loss, stopping. */
@NullMarked
package org.menagerie.api.recipe;

import org.jspecify.annotations.NullMarked;
