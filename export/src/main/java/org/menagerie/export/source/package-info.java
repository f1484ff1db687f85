/**
 * What formats that print a plan as source code have in common.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.export.source;

import org.jspecify.annotations.NullMarked;
