/** Steps of training and evaluation: stages of fused operations, run on blocks of a batch. */
@NullMarked
package org.menagerie.engine.vector.step;

import org.jspecify.annotations.NullMarked;
