/** One network under 8K parameters, the fourth of a series, trained with one cycle. */
@NullMarked
package org.menagerie.zoo.model4;

import org.jspecify.annotations.NullMarked;
