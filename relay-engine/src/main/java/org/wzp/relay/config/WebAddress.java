package org.wzp.relay.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.wzp.relay.api.Misfit;

/** An address of the web, or none. */
record WebAddress() implements TextType<Optional<URI>> {
    static final String EXAMPLE = "https://auth.example.org/check";

    @Override
    public Optional<URI> ofText(String text) throws Unfit {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text);
            if (isOfTheWeb(address)) {
                return Optional.of(address);
            }
        } catch (URISyntaxException e) {
            throw unfit(TextType.shown(text));
        }
        throw unfit(TextType.shown(text));
    }

    private static Unfit unfit(String shown) {
        return new Unfit(new Misfit.NoWebAddress(shown, EXAMPLE));
    }

    private static boolean isOfTheWeb(URI address) {
        boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        return web && address.getHost() != null;
    }

    @Override
    public String toml(Optional<URI> value) {
        return value.map(address -> TextType.quoted(address.toString())).orElse("");
    }

    /** Without what may be a password: the part before the host, and the query. */
    @Override
    public String shown(Optional<URI> value) {
        return value.map(address -> TextType.quoted(address.getScheme() + "://" + address.getHost()
                        + (address.getPort() < 0 ? "" : ":" + address.getPort()) + address.getRawPath()
                        + (address.getRawQuery() == null ? "" : "?...")))
                .orElse("");
    }

    @Override
    public void check(Optional<URI> value) throws Unfit {
        if (value.isPresent() && !isOfTheWeb(value.get())) {
            throw unfit(value.get().toString());
        }
    }

    @Override
    public String range() {
        return "";
    }
}
