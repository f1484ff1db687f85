/** The project that a new zoo starts from, made without Maven. */
@NullMarked
package org.menagerie.archetype;

import org.jspecify.annotations.NullMarked;
