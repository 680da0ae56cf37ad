package org.wzp.console.history;

import java.util.List;
import java.util.function.UnaryOperator;

/** Writes one page of HTML: whatever is put in is escaped, so that a name is never markup. One thread. */
final class Page {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <style>
            :root { --page: #ffffff; --ink: #1f2328; --quiet: #59636e; --line: #d1d9e0; --mark: #0969da; --bad: #b3261e; }
            @media (prefers-color-scheme: dark) { :root { --page: #0d1117; --ink: #e6edf3; --quiet: #9198a1; --line: #3d444d; --mark: #4493f8; --bad: #ff7b72; } }
            body { margin: 2rem auto; max-width: 54rem; padding: 0 1rem; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            .quiet { color: var(--quiet); } .bad { color: var(--bad); font-weight: bold; }
            table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
            th { color: var(--quiet); font-weight: normal; } td.n, th.n { text-align: right; }
            svg { width: 100%; height: 4rem; } polyline { fill: none; stroke: var(--mark); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
            </style>
            """;
    private static final double WIDTH = 1_000;
    private static final double HEIGHT = 100;

    private final StringBuilder html = new StringBuilder(HEAD);
    private final UnaryOperator<String> said;

    /** @param said what becomes of each text before it is written */
    Page(String title, UnaryOperator<String> said) {
        this.said = said;
        html.append("<title>").append(escaped(title)).append("</title></head><body>\n");
        tag("h1", title);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private String written(String text) {
        return escaped(said.apply(text));
    }

    private void tag(String name, String text) {
        html.append('<')
                .append(name)
                .append('>')
                .append(written(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    void section(String title) {
        tag("h2", title);
    }

    void sentence(String text) {
        tag("p", text);
    }

    void quiet(String text) {
        html.append("<p class=\"quiet\">").append(written(text)).append("</p>\n");
    }

    void bad(String text) {
        html.append("<p class=\"bad\">").append(written(text)).append("</p>\n");
    }

    /** @param figures how many of the last columns are figures */
    void table(List<String> titles, int figures, List<List<String>> rows) {
        html.append("<table><tr>");
        cells("th", titles, figures);
        html.append("</tr>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            cells("td", row, figures);
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private void cells(String tag, List<String> texts, int figures) {
        for (int i = 0; i < texts.size(); i++) {
            boolean figure = i >= texts.size() - figures;
            html.append('<').append(tag).append(figure ? " class=\"n\">" : ">");
            html.append(written(texts.get(i))).append("</").append(tag).append('>');
        }
    }

    /** One line; where there is no value it has a gap. */
    void line(String title, List<Double> values) {
        double highest = values.stream()
                .filter(value -> !value.isNaN())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        quiet(title);
        html.append("<svg viewBox=\"0 0 ")
                .append((int) WIDTH)
                .append(' ')
                .append((int) HEIGHT)
                .append("\" preserveAspectRatio=\"none\">");
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (Double.isNaN(value)) {
                polyline(points);
            } else {
                long x = Math.round(WIDTH * i / Math.max(1, values.size() - 1));
                long y = Math.round(HEIGHT - (highest == 0 ? 0 : value / highest * (HEIGHT - 2)));
                points.append(x).append(',').append(y).append(' ');
            }
        }
        polyline(points);
        html.append("</svg>\n");
    }

    private void polyline(StringBuilder points) {
        if (!points.isEmpty()) {
            html.append("<polyline points=\"").append(points).append("\"/>");
            points.setLength(0);
        }
    }

    String html() {
        return html + "</body></html>\n";
    }
}
