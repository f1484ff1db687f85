/**
 * Files that hold a trained network, whole.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.inference.file;

import org.jspecify.annotations.NullMarked;
