/** Random streams that are the same on every machine, engine and number of threads. */
@NullMarked
package org.menagerie.api.random;

import org.jspecify.annotations.NullMarked;
