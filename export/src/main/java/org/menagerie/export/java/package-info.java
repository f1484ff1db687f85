/**
 * Trained networks as classes of Java.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.export.java;

import org.jspecify.annotations.NullMarked;
