package org.wzp.console.overview;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import javafx.scene.Group;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;
import org.wzp.console.text.Texts;

/** A QR code (ISO/IEC 18004) of a short text, dark on light under every theme, for cameras don't read it otherwise. */
public final class QrCode extends StackPane {
    private static final double SIZE = 112;
    /** Left free on each side, modules (ISO/IEC 18004, 9.1). */
    private static final int QUIET_ZONE = 4;

    private final SVGPath modules = new SVGPath();
    private final Scale scale = new Scale();
    private String shown = "";

    public QrCode() {
        getStyleClass().add("qr-code");
        setMinSize(SIZE, SIZE);
        setPrefSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        modules.getStyleClass().add("qr-modules");
        modules.getTransforms().add(scale);
        getChildren().add(new Group(modules));
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** @param text what a camera reads; empty for no code */
    void show(String text) {
        if (text.equals(shown)) {
            return;
        }
        shown = text;
        setVisible(!text.isEmpty());
        if (!text.isEmpty()) {
            ByteMatrix matrix = encode(text);
            modules.setContent(outline(matrix));
            double each = SIZE / (matrix.getWidth() + 2 * QUIET_ZONE);
            scale.setX(each);
            scale.setY(each);
            setAccessibleText(Texts.of("overview.qr", text));
        }
    }

    static ByteMatrix encode(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + text.length() + " characters", e);
        }
    }

    /** One unit square for each dark module. */
    private static String outline(ByteMatrix matrix) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                if (matrix.get(x, y) == 1) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
