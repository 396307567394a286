package org.derl.bench.drawing;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Drawings as pixels. Their letters are those of the machine, so other machines give other bytes. */
public final class Raster {

    private static final int PIXELS = 2;

    private Raster() {}

    /**
     * A drawing on white, two pixels for each of its units.
     *
     * @param svg the text of a file that DERL drew
     * @throws IOException when this Java cannot draw
     */
    public static byte[] png(String svg) throws IOException {
        try {
            BufferedImage image = draw(svg);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (LinkageError
                | InternalError e) { // of a Java without the desktop's libraries, or a system without fonts
            throw new IOException(
                    "this Java cannot draw pixels (" + e + "); install a Java that is not headless, fontconfig and a"
                            + " font, or leave PNG out",
                    e);
        }
    }

    private static BufferedImage draw(String svg) throws IOException {
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.createDefault());
        if (document == null) {
            throw new IOException("the drawing is no SVG");
        }
        int width = Math.round(PIXELS * document.size().width);
        int height = Math.round(PIXELS * document.size().height);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            document.render((Component) null, graphics, new ViewBox(0, 0, width, height));
        } finally {
            graphics.dispose();
        }
        return image;
    }
}
