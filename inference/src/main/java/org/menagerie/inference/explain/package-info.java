/**
 * What in a picture speaks for an answer, and what layers make of it.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.inference.explain;

import org.jspecify.annotations.NullMarked;
