/** The layout of values in memory, and the right to reach them. */
@NullMarked
package org.menagerie.engine.vector.memory;

import org.jspecify.annotations.NullMarked;
