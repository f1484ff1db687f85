/** Trained networks of stored runs, for the commands that use them. */
@NullMarked
package org.menagerie.runner.trained;

import org.jspecify.annotations.NullMarked;
