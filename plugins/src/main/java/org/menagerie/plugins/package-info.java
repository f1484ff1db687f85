/**
 * Finding and loading plug-ins.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.plugins;

import org.jspecify.annotations.NullMarked;
