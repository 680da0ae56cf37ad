/** Where an endpoint comes from: {@code direct} where this machine can run it, else {@code netty}. */
@NullMarked
package org.wzp.relay.transport.choice;

import org.jspecify.annotations.NullMarked;
