/** Operations that take more than one value, and what they are given to work with. */
@NullMarked
package org.menagerie.engine.vector.op;

import org.jspecify.annotations.NullMarked;
