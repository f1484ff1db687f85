/**
 * Many trainings, some at a time: what fails is tried again, and the rest continues.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.execution.sweep;

import org.jspecify.annotations.NullMarked;
