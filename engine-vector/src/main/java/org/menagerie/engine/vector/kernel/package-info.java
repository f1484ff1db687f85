/** The arithmetic of a training step, on vectors or without. */
@NullMarked
package org.menagerie.engine.vector.kernel;

import org.jspecify.annotations.NullMarked;
