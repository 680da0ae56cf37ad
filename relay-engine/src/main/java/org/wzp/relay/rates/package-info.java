/** How often something may happen: allowances that refill with time, and the addresses that they are counted for. */
@NullMarked
package org.wzp.relay.rates;

import org.jspecify.annotations.NullMarked;
