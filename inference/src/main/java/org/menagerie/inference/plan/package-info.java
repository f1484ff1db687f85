/**
 * Trained networks as lists of steps on buffers, to run and to print as source code.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.inference.plan;

import org.jspecify.annotations.NullMarked;
