/** Text from others, made safe for the medium it is shown in. */
@NullMarked
package org.menagerie.training.text;

import org.jspecify.annotations.NullMarked;
