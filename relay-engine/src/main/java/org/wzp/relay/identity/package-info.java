/**
 * Seeds and what comes from them: mnemonic, keys, fingerprints, the relay's certificate, the identity file, the
 * handshake's signatures and session keys. Uses BouncyCastle, JDK crypto and the values of {@code wire} and the files of
 * {@code storage} only.
 */
@NullMarked
package org.wzp.relay.identity;

import org.jspecify.annotations.NullMarked;
