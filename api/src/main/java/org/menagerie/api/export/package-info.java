/**
 * Trained networks in the formats of other programs.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.api.export;

import org.jspecify.annotations.NullMarked;
