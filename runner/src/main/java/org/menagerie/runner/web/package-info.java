/** Pages that a command serves to the browsers of this machine. */
@NullMarked
package org.menagerie.runner.web;

import org.jspecify.annotations.NullMarked;
