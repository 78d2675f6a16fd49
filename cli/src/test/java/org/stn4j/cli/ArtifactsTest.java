package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is published is complete, and the documents tell of it as it is. */
class ArtifactsTest {
    private static final Path ROOT = SharedData.root();

    private static String pom(String folder) throws IOException {
        return Files.readString(ROOT.resolve(folder).resolve("pom.xml"));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /** Those that are not kept from being published. */
    private static List<String> libraries() throws IOException {
        return all("<module>(\\w+)</module>", pom("")).stream()
                .filter(module -> {
                    try {
                        return !module.equals("bom") && !pom(module).contains("<maven.deploy.skip>true");
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .map(module -> "stn4j-" + module)
                .toList();
    }

    @Test
    void theBillOfMaterialsHasEveryLibraryAndNothingElse() throws IOException {
        List<String> artifacts = all("<artifactId>(stn4j-\\w+)</artifactId>", pom("bom"));
        assertThat(artifacts.get(0)).isEqualTo("stn4j-bom");
        assertThat(artifacts.subList(1, artifacts.size()))
                .containsExactlyElementsOf(libraries())
                .hasSizeGreaterThan(4);
    }

    @Test
    void everyLibrarySaysWhatItIs() throws IOException {
        for (String library : libraries()) {
            String pom = pom(library.substring("stn4j-".length()));
            assertThat(pom).as(library).contains("<name>", "<description>");
            assertThat(all("<stn4j.module>([a-z0-9.]+)</stn4j.module>", pom))
                    .as(library)
                    .containsExactly(library.replace("stn4j-", "org.stn4j."));
        }
    }

    @Test
    void theDocumentNamesEveryLibraryAndTheVersion() throws IOException {
        String document = Files.readString(ROOT.resolve("docs").resolve("libraries.md"));
        assertThat(all("\\| `(stn4j-\\w+)` \\|", document)).containsExactlyElementsOf(libraries());
        assertThat(all("<version>([^<]+)</version>", document))
                .containsExactly(all("<version>([^<]+)</version>", pom("")).get(0));
        List<String> natives = all("`org.bytedeco:(\\w+:[\\d.-]+):linux-x86_64`", document);
        String parent = pom("");
        String javacpp = all("<javacpp.version>([^<]+)<", parent).get(0);
        assertThat(natives)
                .containsExactly(
                        "pytorch:" + all("<libtorch.version>([^-]+)-", parent).get(0) + "-" + javacpp,
                        "openblas:" + all("<openblas.version>([^-]+)-", parent).get(0) + "-" + javacpp,
                        "javacpp:" + javacpp);
    }
}
