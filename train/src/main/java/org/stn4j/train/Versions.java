package org.stn4j.train;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * Which stn4j this is, as the manifest of its jar tells.
 *
 * @param version such as {@code 0.1.0}; {@code development} when not run from a jar
 * @param commit the git commit that it was built from; {@code unknown} if the build did not tell
 */
public record Versions(String version, String commit) {
    private static final String TITLE = "stn4j train";

    /** Reads the manifest. */
    public static Versions current() {
        try {
            for (URL manifest :
                    Collections.list(Versions.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
                try (InputStream in = manifest.openStream()) {
                    Attributes attributes = new Manifest(in).getMainAttributes();
                    if (TITLE.equals(attributes.getValue(Attributes.Name.IMPLEMENTATION_TITLE))) {
                        return new Versions(
                                attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
                                known(attributes.getValue("Implementation-Commit")));
                    }
                }
            }
        } catch (IOException e) {
            // A jar whose manifest cannot be read is no reason to stop a training.
        }
        return new Versions("development", known(null));
    }

    /** A build without git leaves the placeholder of its property where the commit should be. */
    private static String known(String commit) {
        return commit == null || commit.isBlank() || commit.startsWith("$") ? "unknown" : commit;
    }
}
