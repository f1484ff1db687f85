/** Labelled image sets and where they come from. */
@NullMarked
package org.menagerie.api.data;

import org.jspecify.annotations.NullMarked;
