package org.stn4j.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A file whose checksum its publishers made known.
 *
 * @param name its name on the server
 * @param sum what the checksum is of
 * @param sha256 the checksum, in hexadecimal
 */
record PublishedFile(String name, Sum sum, String sha256) {

    /** What a checksum is of. */
    enum Sum {
        /** The file as it is. */
        OF_FILE,
        /** What is in the gzip file. */
        OF_CONTENT
    }

    /** Whether these bytes are the file. */
    boolean matches(byte[] bytes) {
        try (InputStream raw = new ByteArrayInputStream(bytes);
                InputStream in = sum == Sum.OF_FILE ? raw : new GZIPInputStream(raw);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest()).equals(sha256);
        } catch (IOException e) {
            // Not gzip, or cut off.
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
