/**
 * Screenshots of every view and question, taken of a running relay. The rest of the console does not know it.
 */
@NullMarked
package org.wzp.console.pictures;

import org.jspecify.annotations.NullMarked;
