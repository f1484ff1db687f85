/**
 * Trained networks in the formats of other programs, and whether those run them alike.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.export;

import org.jspecify.annotations.NullMarked;
