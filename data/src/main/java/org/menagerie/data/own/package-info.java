/** What all formats of data sets of a person's own have in common. */
@NullMarked
package org.menagerie.data.own;

import org.jspecify.annotations.NullMarked;
