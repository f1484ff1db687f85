/** Runs as values: what determines one, what came of it, and how it lies on disk. */
@NullMarked
package org.menagerie.training.run;

import org.jspecify.annotations.NullMarked;
