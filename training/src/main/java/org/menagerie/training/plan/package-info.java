/** From what somebody asks for to a run that can be trained. */
@NullMarked
package org.menagerie.training.plan;

import org.jspecify.annotations.NullMarked;
