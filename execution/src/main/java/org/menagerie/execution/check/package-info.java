/**
 * Checks whether models can be trained, without training them.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.execution.check;

import org.jspecify.annotations.NullMarked;
