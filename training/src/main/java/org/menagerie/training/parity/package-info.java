/** Whether two engines compute the same: traces of short trainings, and where two traces part. */
@NullMarked
package org.menagerie.training.parity;

import org.jspecify.annotations.NullMarked;
