/**
 * Live tables: rows that keep their identity, columns that fit, selection by key, one filter for all. JavaFX thread only.
 */
@NullMarked
package org.wzp.console.table;

import org.jspecify.annotations.NullMarked;
