package app.toward.chart;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A picture of panels one below the other, as wide as a phone.
 *
 * @param description what the picture shows, for those who do not see it
 * @param note how it is to be read; stands below, a line each
 * @param legend which tone is whom; empty where there is one alone
 */
public record Picture(
        String title, String description, String note, List<LegendEntry> legend, List<Panel> panels, Theme theme) {
    /** One entry of the legend. */
    public record LegendEntry(Tone tone, String label) {}

    static final int WIDTH = 360;
    private static final int SCALE = 2;
    private static final int MARGIN = 12;
    private static final int HEADING = 30;
    private static final int LEGEND = 20;
    private static final int TITLE = 24;
    private static final int NOTE = 15;
    private static final String SVG = "http://www.w3.org/2000/svg";

    /** Scales to any width; its texts are texts. */
    public byte[] svg() {
        Document document = emptySvg();
        var graphics = new SVGGraphics2D(document);
        paint(graphics);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, height()));
        Element root = graphics.getRoot();
        root.setAttribute("viewBox", "0 0 " + WIDTH + " " + height());
        root.setAttribute("role", "img");
        root.setAttribute("aria-labelledby", "title description");
        root.insertBefore(text(document, "desc", "description", description), root.getFirstChild());
        root.insertBefore(text(document, "title", "title", title), root.getFirstChild());
        root.setAttribute("font-family", "system-ui, sans-serif");
        return written(root);
    }

    /** Without a document type, which some readers would fetch. */
    private static byte[] written(Element root) {
        try {
            var bytes = new ByteArrayOutputStream();
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(root), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With two pixels for each of the width, for phones have them; the description is in its text chunks. */
    public byte[] png() {
        var image = new BufferedImage(WIDTH * SCALE, height() * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(SCALE, SCALE);
        paint(graphics);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(image, null, described(writer)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private void paint(Graphics2D graphics) {
        graphics.setPaint(theme.ground);
        graphics.fill(new Rectangle2D.Double(0, 0, WIDTH, height()));
        graphics.setPaint(theme.ink);
        graphics.setFont(Style.HEADING);
        graphics.drawString(title, MARGIN, HEADING - 8);
        int y = HEADING;
        if (!legend.isEmpty()) {
            paintLegend(graphics, y);
            y += LEGEND;
        }
        for (Panel panel : panels) {
            graphics.setPaint(theme.ink);
            graphics.setFont(Style.TITLE);
            graphics.drawString(panel.title(), MARGIN, y + TITLE - 7);
            y += TITLE;
            panel.drawn(theme).draw(graphics, new Rectangle2D.Double(0, y, WIDTH, panel.height()));
            y += panel.height();
        }
        graphics.setPaint(theme.faint);
        graphics.setFont(Style.LABEL);
        for (String line : note.lines().toList()) {
            y += NOTE;
            graphics.drawString(line, MARGIN, y);
        }
    }

    private void paintLegend(Graphics2D graphics, int y) {
        graphics.setFont(Style.TITLE);
        double x = MARGIN;
        for (LegendEntry key : legend) {
            graphics.setPaint(theme.of(key.tone));
            graphics.fill(
                    key.tone == Tone.FIRST
                            ? new Ellipse2D.Double(x, y + 4, 8, 8)
                            : new Rectangle2D.Double(x, y + 4, 8, 8));
            graphics.setPaint(theme.ink);
            graphics.drawString(key.label, (float) x + 13, y + 12);
            x += 13 + graphics.getFontMetrics().stringWidth(key.label) + 18;
        }
    }

    private int height() {
        int legendHeight = legend.isEmpty() ? 0 : LEGEND;
        int noteHeight = NOTE * Math.toIntExact(note.lines().count());
        return HEADING
                + legendHeight
                + noteHeight
                + MARGIN
                + panels.stream().mapToInt(panel -> TITLE + panel.height()).sum();
    }

    private static Document emptySvg() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Element text(Document document, String name, String id, String text) {
        Element element = document.createElementNS(SVG, name);
        element.setAttribute("id", id);
        element.setTextContent(text);
        return element;
    }

    private IIOMetadata described(ImageWriter writer) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_INT_RGB), null);
        var texts = new IIOMetadataNode("iTXt");
        texts.appendChild(entry("Title", title));
        texts.appendChild(entry("Description", description));
        var root = new IIOMetadataNode("javax_imageio_png_1.0");
        root.appendChild(texts);
        metadata.mergeTree("javax_imageio_png_1.0", root);
        return metadata;
    }

    private static IIOMetadataNode entry(String keyword, String text) {
        var entry = new IIOMetadataNode("iTXtEntry");
        entry.setAttribute("keyword", keyword);
        entry.setAttribute("compressionFlag", "FALSE");
        entry.setAttribute("compressionMethod", "0");
        entry.setAttribute("languageTag", "");
        entry.setAttribute("translatedKeyword", "");
        entry.setAttribute("text", text);
        return entry;
    }
}
