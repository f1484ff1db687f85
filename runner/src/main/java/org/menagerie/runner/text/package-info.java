/** Text from others, made safe to show. */
@NullMarked
package org.menagerie.runner.text;

import org.jspecify.annotations.NullMarked;
