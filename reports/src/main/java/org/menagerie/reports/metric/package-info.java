/** The built-in metrics, with the names and numbers of scikit-learn where it has them. */
@NullMarked
package org.menagerie.reports.metric;

import org.jspecify.annotations.NullMarked;
