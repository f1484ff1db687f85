/**
 * Trained networks as lists of steps on buffers, for formats that are source code.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.export.plan;

import org.jspecify.annotations.NullMarked;
