/** From a request to a run that can be trained. */
@NullMarked
package org.menagerie.training.plan;

import org.jspecify.annotations.NullMarked;
