package app.toward.partnership;

import io.nayuki.qrcodegen.QrCode.Ecc;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A text as a QR code (ISO/IEC 18004), drawn as a picture that also says what it is to those who do not see it.
 *
 * @param alternative says what the picture shows, in ASCII without characters that XML reserves
 */
record QrCode(io.nayuki.qrcodegen.QrCode modules, String alternative) {
    private static final int BORDER = 4;
    private static final int PIXELS_A_MODULE = 8;
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    static QrCode of(String text, String alternative) {
        return new QrCode(io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM), alternative);
    }

    private int width() {
        return modules.size + 2 * BORDER;
    }

    /** Light on the border, as everywhere outside of the modules. */
    private boolean isDark(int x, int y) {
        return modules.getModule(x - BORDER, y - BORDER);
    }

    byte[] svg() {
        var dark = new StringBuilder();
        for (int y = 0; y < width(); y++) {
            for (int x = 0; x < width(); x++) {
                if (isDark(x, y)) {
                    dark.append("M%d %dh1v1h-1z".formatted(x, y));
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" role="img" aria-labelledby="title" \
                shape-rendering="crispEdges"><title id="title">%2$s</title>\
                <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%3$s"/></svg>
                """.formatted(width(), alternative, dark).getBytes(StandardCharsets.UTF_8);
    }

    /** Of one bit a pixel, written by hand: what the JDK has for it wants a graphics environment. */
    byte[] png() {
        int pixels = width() * PIXELS_A_MODULE;
        var header = ByteBuffer.allocate(13).putInt(pixels).putInt(pixels).put((byte) 1);
        var file = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(file)) {
            out.write(PNG_SIGNATURE);
            write(out, "IHDR", header.array());
            write(out, "tEXt", ("Description\0" + alternative).getBytes(StandardCharsets.ISO_8859_1));
            write(out, "IDAT", deflated(pixels));
            write(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** The rows, each behind the number of its filter, which is none; eight pixels, a module, are a byte. */
    private byte[] deflated(int pixels) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var rows = new DeflaterOutputStream(bytes)) {
            for (int y = 0; y < pixels; y++) {
                rows.write(0);
                for (int x = 0; x < width(); x++) {
                    rows.write(isDark(x, y / PIXELS_A_MODULE) ? 0x00 : 0xff);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var check = new CRC32();
        check.update(name);
        check.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) check.getValue());
    }
}
