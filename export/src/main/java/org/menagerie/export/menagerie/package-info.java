/**
 * For other Java programs, with the module {@code inference}.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.export.menagerie;

import org.jspecify.annotations.NullMarked;
