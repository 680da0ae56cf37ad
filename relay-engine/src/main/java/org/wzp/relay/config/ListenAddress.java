package org.wzp.relay.config;

import java.net.InetSocketAddress;
import org.wzp.relay.wire.SocketAddressText;

/** An address of this machine and a port. */
record ListenAddress() implements TextType<InetSocketAddress> {
    @Override
    public InetSocketAddress ofText(String text) throws Unfit {
        try {
            return TypedAddress.parse(text);
        } catch (TypedAddress.Unusable e) {
            throw TextType.unfit(text, e.allowed());
        }
    }

    @Override
    public String toml(InetSocketAddress value) {
        return TextType.quoted(SocketAddressText.of(value).text());
    }

    @Override
    public void check(InetSocketAddress value) throws Unfit {
        if (value.isUnresolved()) {
            throw Unfit.value(value.getHostString(), "an address that this machine knows, such as 0.0.0.0");
        }
    }

    @Override
    public String range() {
        return "";
    }
}
