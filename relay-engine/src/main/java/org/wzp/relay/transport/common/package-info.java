/**
 * What both endpoints are built of: bounded outboxes for datagrams and signals, the reader of signal streams, address tokens,
 * limits before the login, TLS material, the statistics of a loop. Nothing here knows quiche or Netty's QUIC channels;
 * objects are confined to the loop of their connection unless their Javadoc says otherwise.
 */
@NullMarked
package org.wzp.relay.transport.common;

import org.jspecify.annotations.NullMarked;
