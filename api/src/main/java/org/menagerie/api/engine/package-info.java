/** What a training engine offers to the training loop. */
@NullMarked
package org.menagerie.api.engine;

import org.jspecify.annotations.NullMarked;
