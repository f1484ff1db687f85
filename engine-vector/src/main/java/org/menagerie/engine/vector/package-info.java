/** The engine {@code vector}: training in pure Java. */
@NullMarked
package org.menagerie.engine.vector;

import org.jspecify.annotations.NullMarked;
