/** Trained networks on images, those of their own data or others. */
@NullMarked
package org.menagerie.training.evaluation;

import org.jspecify.annotations.NullMarked;
