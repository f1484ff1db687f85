/** Operations that use more than one value, and what they work with. */
@NullMarked
package org.menagerie.engine.vector.op;

import org.jspecify.annotations.NullMarked;
