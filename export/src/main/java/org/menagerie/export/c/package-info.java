/**
 * Trained networks as headers of C.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.export.c;

import org.jspecify.annotations.NullMarked;
