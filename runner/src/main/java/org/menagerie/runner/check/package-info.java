/** Whether models can be trained, without training them. */
@NullMarked
package org.menagerie.runner.check;

import org.jspecify.annotations.NullMarked;
