/**
 * A model of a zoo: its network, its recipes, and what was published about it.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.api.model;

import org.jspecify.annotations.NullMarked;
