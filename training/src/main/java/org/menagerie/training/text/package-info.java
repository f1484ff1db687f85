/** Text from others, made safe to show. */
@NullMarked
package org.menagerie.training.text;

import org.jspecify.annotations.NullMarked;
