/**
 * Training in a process of its own.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.execution.worker;

import org.jspecify.annotations.NullMarked;
