/** Whether models can be trained, without training them. */
@NullMarked
package org.menagerie.execution.check;

import org.jspecify.annotations.NullMarked;
