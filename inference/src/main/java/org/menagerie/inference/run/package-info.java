/**
 * Plans, run in Java.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.inference.run;

import org.jspecify.annotations.NullMarked;
