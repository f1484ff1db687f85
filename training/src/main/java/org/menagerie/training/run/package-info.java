/** Runs as values: their specification, their result, and their form on disk. */
@NullMarked
package org.menagerie.training.run;

import org.jspecify.annotations.NullMarked;
