/** Where values lie in memory, and who may reach them. */
@NullMarked
package org.menagerie.engine.vector.memory;

import org.jspecify.annotations.NullMarked;
