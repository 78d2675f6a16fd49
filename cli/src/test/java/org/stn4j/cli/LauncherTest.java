package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a project of its own whose JDKs and whose Maven only say how they were called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {
    @TempDir
    Path folder;

    private Path root;
    private Path home;
    private Path tools;
    private Path jdk;

    @BeforeEach
    void write() throws IOException {
        root = Files.createDirectories(folder.resolve("a project"));
        home = Files.createDirectories(folder.resolve("home"));
        tools = Files.createDirectories(folder.resolve("tools"));
        Files.copy(SharedData.root().resolve("stn4j"), root.resolve("stn4j"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(root.resolve("warp/src/main/java"));
        Files.writeString(root.resolve("pom.xml"), "");
        Files.createDirectories(root.resolve("cli/target/lib"));
        Files.writeString(root.resolve("cli/target/stn4j.jar"), "");
        age(root.resolve("pom.xml"), 100);
        age(root.resolve("warp/src/main/java"), 100);
        age(root.resolve("warp/src/main"), 100);
        Files.writeString(root.resolve("cli/target/built"), "");
        // A version that no machine has, so that the machine's own JDKs are never newer.
        jdk = fakeJdk(home.resolve(".jdks/new one"), 9999);
        script(tools.resolve("mvn"), "echo \"$JAVA_HOME: $*\" >>\"" + folder + "/maven\"; touch cli/target/stn4j.jar");
    }

    private static void age(Path path, int seconds) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    private static Path fakeJdk(Path where, int version) throws IOException {
        Files.createDirectories(where.resolve("bin"));
        Files.writeString(
                where.resolve("release"),
                "JAVA_VERSION=\"" + version + ".0.1\"\nMODULES=\"java.base jdk.incubator.vector\"\n");
        script(where.resolve("bin/java"), """
                for word; do
                    case $word in
                        -XX:ArchiveClassesAtExit=*)
                            echo "$*" >>"$HOME/rehearsals"
                            [ -e "$HOME/no archives" ] || echo classes >"${word#*=}"
                            exit 0 ;;
                    esac
                done
                echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2
                echo 'something else' >&2
                echo 'on the real one' >&3
                echo "$0"
                for word; do echo "<$word>"; done
                echo "OMP $OMP_WAIT_POLICY LC_ALL ${LC_ALL:-}"
                exit 42""");
        script(where.resolve("bin/javac"), "exit 0");
        return where;
    }

    private static void script(Path file, String content) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + content + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private record Result(int code, List<String> out, List<String> err) {}

    private Result launch(Map<String, String> environment, Object... words) throws Exception {
        List<String> command = new ArrayList<>();
        for (Object word : words) {
            command.add(word.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("STN4J_")
                        || name.startsWith("LC_")
                        || name.startsWith("JAVA")
                        || name.equals("LANG")
                        || name.equals("OMP_WAIT_POLICY"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // The filter ends on its own, a moment after the process that it follows.
        for (int i = 0;
                i < 100 && !Files.readString(err).contains("something else") && process.exitValue() == 42;
                i++) {
            Thread.sleep(20);
        }
        return new Result(
                process.exitValue(),
                Files.readAllLines(out, StandardCharsets.UTF_8),
                Files.readAllLines(err, StandardCharsets.UTF_8));
    }

    private Result launch(Object... arguments) throws Exception {
        Object[] words = new Object[arguments.length + 1];
        words[0] = root.resolve("stn4j");
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return launch(Map.of(), words);
    }

    @Test
    void startsTheNewestJdkWithWhatItNeeds() throws Exception {
        Result result = launch("train", "--out", "a folder", "");
        assertThat(result.code()).isEqualTo(42);
        assertThat(result.out().get(0)).isEqualTo(jdk.resolve("bin/java").toString());
        assertThat(result.out())
                .contains("<--add-modules>", "<jdk.incubator.vector>", "<-Djava.library.path=>")
                .containsSequence(
                        "<-jar>",
                        "<" + root.toRealPath() + "/cli/target/stn4j.jar>",
                        "<train>",
                        "<--out>",
                        "<a folder>",
                        "<>")
                .contains("OMP passive LC_ALL C.UTF-8");
        assertThat(folder.resolve("maven")).doesNotExist();
    }

    private List<String> rehearsals() throws IOException {
        Path file = home.resolve("rehearsals");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void shortCommandsStartFromAnArchiveThatIsMadeOnce() throws Exception {
        assertThat(launch("train").out()).noneMatch(word -> word.startsWith("<-XX:SharedArchiveFile="));
        assertThat(rehearsals()).isEmpty();
        for (int i = 0; i < 2; i++) {
            Result result = launch("predict", "model");
            assertThat(result.code()).isEqualTo(42);
            assertThat(result.out())
                    .anyMatch(word -> word.matches("<-XX:SharedArchiveFile=.*/cli/target/start.*new-one[.]jsa>"));
            assertThat(rehearsals()).singleElement().asString().endsWith("org.stn4j.cli.Rehearsal");
        }
        Files.setLastModifiedTime(
                root.resolve("cli/target/stn4j.jar"),
                FileTime.from(Instant.now().plusSeconds(10)));
        launch("info");
        assertThat(rehearsals()).hasSize(2);
    }

    @Test
    void doesWithoutAnArchiveThatCannotBeMade() throws Exception {
        Files.writeString(home.resolve("no archives"), "");
        for (int i = 0; i < 2; i++) {
            Result result = launch("predict", "model");
            assertThat(result.code()).isEqualTo(42);
            assertThat(result.out()).noneMatch(word -> word.startsWith("<-XX:SharedArchiveFile="));
            assertThat(rehearsals()).hasSize(1);
        }
    }

    @Test
    void takesOnnxRuntimeAsItWasUnpacked() throws Exception {
        assumeTrue(
                System.getProperty("os.arch").matches("amd64|aarch64"), "ONNX Runtime has no library for this machine");
        assertThat(launch("info").out()).noneMatch(word -> word.startsWith("<-Donnxruntime"));
        Path natives = root.resolve("cli/target/natives/ai/onnxruntime/native");
        for (String file : List.of(
                "linux-x64/libonnxruntime.so", "linux-aarch64/libonnxruntime.so", "osx-aarch64/libonnxruntime.dylib")) {
            Files.createDirectories(natives.resolve(file).getParent());
            Files.writeString(natives.resolve(file), "");
        }
        String prefix = "<-Donnxruntime.native.path=" + root.toRealPath();
        assertThat(launch("info").out()).anyMatch(word -> word.startsWith(prefix));
    }

    @Test
    void filtersOneLineAndNoOther() throws Exception {
        assertThat(launch("info").err()).containsExactlyInAnyOrder("something else", "on the real one");
    }

    @Test
    void worksThroughALinkFromAnywhere() throws Exception {
        Path link = Files.createSymbolicLink(tools.resolve("stn"), root.resolve("stn4j"));
        assertThat(launch(Map.of(), link, "info").code()).isEqualTo(42);
        assertThat(launch(Map.of(), "sh", "-c", "cd / && stn info").code()).isEqualTo(42);
    }

    @Test
    void takesTheJdkThatItIsTold() throws Exception {
        Path other = fakeJdk(folder.resolve("other"), 17);
        Path launcher = root.resolve("stn4j");
        Result byFolder = launch(Map.of("STN4J_JAVA", other.toString()), launcher);
        assertThat(byFolder.out().get(0)).isEqualTo(other + "/bin/java");
        assertThat(byFolder.out()).contains("<--enable-native-access=ALL-UNNAMED>");
        Result byFile = launch(Map.of("STN4J_JAVA", other + "/bin/java", "STN4J_JAVA_OPTS", "-Xmx1g -Dx=y"), launcher);
        assertThat(byFile.out().get(0)).isEqualTo(other + "/bin/java");
        assertThat(byFile.out()).contains("<-Xmx1g>", "<-Dx=y>");
    }

    @Test
    void javaHomeCountsLikeAnyOther() throws Exception {
        Path newer = fakeJdk(folder.resolve("newer"), 10_000);
        Path older = fakeJdk(folder.resolve("older"), 9998);
        Path launcher = root.resolve("stn4j");
        assertThat(launch(Map.of("JAVA_HOME", newer.toString()), launcher).out().get(0))
                .startsWith(newer.toString());
        assertThat(launch(Map.of("JAVA_HOME", older.toString()), launcher).out().get(0))
                .startsWith(jdk.toString());
    }

    @Test
    void refusesWhatIsNoJdk() throws Exception {
        Path launcher = root.resolve("stn4j");
        Result none = launch(Map.of("STN4J_JAVA", "/nowhere"), launcher);
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).containsExactly("stn4j: STN4J_JAVA names no JDK: there is no /nowhere/bin/java");
        Path old = fakeJdk(folder.resolve("old"), 11);
        Result tooOld = launch(Map.of("STN4J_JAVA", old.toString()), launcher);
        assertThat(tooOld.code()).isEqualTo(1);
        assertThat(tooOld.err()).singleElement().asString().contains("17 or later is needed");
    }

    @Test
    void buildsWhereSourcesAreNewer() throws Exception {
        Files.writeString(root.resolve("warp/src/main/java/New.java"), "");
        age(root.resolve("cli/target/built"), 50);
        age(root.resolve("cli/target/stn4j.jar"), 50);
        Result first = launch(Map.of("JAVA_HOME", jdk.toString()), root.resolve("stn4j"), "info");
        assertThat(first.code()).isEqualTo(42);
        assertThat(first.err()).contains("stn4j: building, which takes a minute or two the first time ...");
        assertThat(folder.resolve("maven")).content().startsWith(jdk + ": ").contains("package -pl cli -am");
        Result second = launch("info");
        assertThat(second.code()).isEqualTo(42);
        assertThat(folder.resolve("maven")).content().hasLineCount(1);
        assertThat(root.resolve("cli/target/building")).doesNotExist();
    }

    @Test
    void buildsAgainWhatChangedDuringABuild() throws Exception {
        Path changing = root.resolve("warp/src/main/java/New.java");
        String maven = Files.readString(tools.resolve("mvn")).lines().skip(1).reduce("", String::concat);
        script(tools.resolve("mvn"), "sleep 1; touch '" + changing + "'; sleep 1; " + maven);
        Files.delete(root.resolve("cli/target/stn4j.jar"));
        assertThat(launch("info").code()).isEqualTo(42);
        script(tools.resolve("mvn"), maven);
        for (int i = 0; i < 2; i++) {
            assertThat(launch("info").code()).isEqualTo(42);
            assertThat(folder.resolve("maven")).content().hasLineCount(2);
        }
        // A build by hand counts too.
        age(changing, -1);
        age(root.resolve("cli/target/stn4j.jar"), -2);
        assertThat(launch("info").code()).isEqualTo(42);
        assertThat(folder.resolve("maven")).content().hasLineCount(2);
    }

    @Test
    void takesWhatMavenBuilt() throws Exception {
        Files.delete(root.resolve("cli/target/built"));
        assertThat(launch("info").code()).isEqualTo(42);
        assertThat(folder.resolve("maven")).doesNotExist();
    }

    @Test
    void saysWhyABuildFailed() throws Exception {
        Files.delete(root.resolve("cli/target/stn4j.jar"));
        script(tools.resolve("mvn"), "echo '[INFO] chatter'; echo '[ERROR] no such symbol'; exit 1");
        Result result = launch("info");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("[ERROR] no such symbol")
                .doesNotContain("[INFO] chatter")
                .last()
                .asString()
                .startsWith("stn4j: the build failed");
        assertThat(root.resolve("cli/target/building")).doesNotExist();
        script(tools.resolve("mvn"), "touch cli/target/stn4j.jar");
        assertThat(launch("info").code()).isEqualTo(42);
    }

    @Test
    void aBuildThatWasKilledDoesNotBlockTheNext() throws Exception {
        Files.delete(root.resolve("cli/target/stn4j.jar"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(
                Files.createDirectories(root.resolve("cli/target/building")).resolve("owner"), gone.pid() + "\n");
        assertThat(launch("info").code()).isEqualTo(42);
    }

    @Test
    void soDoesOneThatWasKilledBeforeItSaidWhoItWas() throws Exception {
        Files.delete(root.resolve("cli/target/stn4j.jar"));
        Files.createDirectories(root.resolve("cli/target/building"));
        assertThat(launch("info").code()).isEqualTo(42);
        assertThat(folder.resolve("maven")).content().hasLineCount(1);
    }

    /** As where the folder cannot be written to, or the disk is full. */
    @Test
    void saysWhyThereCanBeNoLock() throws Exception {
        // Without an archive it still does what it is asked for.
        Files.writeString(root.resolve("cli/target/building"), "");
        assertThat(launch("info").code()).isEqualTo(42);
        Files.delete(root.resolve("cli/target/stn4j.jar"));
        Result result = launch("info");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).singleElement().asString().startsWith("stn4j: cannot build in ");
    }
}
