/** The data sets that come with the framework. */
@NullMarked
package org.menagerie.data.sets;

import org.jspecify.annotations.NullMarked;
