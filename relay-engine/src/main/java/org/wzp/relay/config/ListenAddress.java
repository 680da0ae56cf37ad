package org.wzp.relay.config;

import java.net.InetSocketAddress;
import org.wzp.relay.api.Misfit;
import org.wzp.relay.wire.SocketAddressText;

/** An address of this machine and a port. */
record ListenAddress() implements TextType<InetSocketAddress> {
    @Override
    public InetSocketAddress ofText(String text) throws Unfit {
        return TypedAddress.parse(text);
    }

    @Override
    public String toml(InetSocketAddress value) {
        return TextType.quoted(SocketAddressText.of(value).text());
    }

    @Override
    public void check(InetSocketAddress value) throws Unfit {
        if (value.isUnresolved()) {
            throw new Unfit(new Misfit.UnknownAddress(value.getHostString()));
        }
    }

    @Override
    public String range() {
        return "";
    }
}
