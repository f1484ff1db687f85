/** A pool of threads that share the work of a step. */
@NullMarked
package org.menagerie.engine.vector.threads;

import org.jspecify.annotations.NullMarked;
