/** A model of a zoo: its network, its recipes, and what was published about it. */
@NullMarked
package org.menagerie.api.model;

import org.jspecify.annotations.NullMarked;
