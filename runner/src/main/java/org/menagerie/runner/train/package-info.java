/** The command {@code train}: one training, watched. */
@NullMarked
package org.menagerie.runner.train;

import org.jspecify.annotations.NullMarked;
