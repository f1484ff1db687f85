/**
 * Plans whose numbers are 8 bits wide, by ranges that training images show.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.export.quantize;

import org.jspecify.annotations.NullMarked;
