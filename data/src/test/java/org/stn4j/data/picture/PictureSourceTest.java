package org.stn4j.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.data.DataFileException;
import org.stn4j.data.DataListener;
import org.stn4j.data.DataSource;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Splits;

class PictureSourceTest {
    @TempDir
    Path root;

    @TempDir
    Path caches;

    private final Random random = new Random(3);
    private final List<String> notes = new ArrayList<>();

    /** A picture that no other is like. */
    private Path picture(String name) throws IOException {
        BufferedImage picture = new BufferedImage(12, 9, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 108; i++) {
            picture.getRaster().setSample(i % 12, i / 12, 0, random.nextInt(256));
        }
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(picture, "png", file.toFile())).isTrue();
        return file;
    }

    private void pictures(String folder, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            picture(folder + "/" + i + ".png");
        }
    }

    private PictureSet read(DataSource source) throws IOException {
        return PictureSet.read((PictureSource) source, new PixelCache(Optional.of(caches)), new DataListener() {
            @Override
            public void note(String line) {
                notes.add(line);
            }
        });
    }

    private PictureSet read() throws IOException {
        return read(DataSource.parse("images:" + root));
    }

    private static Set<String> origins(Dataset part) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < part.size(); i++) {
            names.add(part.origin(i));
        }
        return names;
    }

    private static List<Integer> sizes(Splits splits) {
        return List.of(
                splits.train().size(), splits.validation().size(), splits.test().size());
    }

    @Test
    void aFolderForEachClass() throws IOException {
        pictures("cats", 10);
        pictures("dogs/big", 10);
        pictures("dogs/small/brown", 10);
        Files.writeString(root.resolve("cats/notes.txt"), "no picture");
        PictureSet set = read();
        assertThat(set.splits().train().labels()).containsExactly("cats", "dogs");
        assertThat(set.splits().train().shape()).isEqualTo(new ImageShape(1, 32, 32));
        assertThat(sizes(set.splits())).containsExactly(24, 3, 3);
        assertThat(set.report().classes()).containsEntry("cats", 10).containsEntry("dogs", 20);
        assertThat(set.report().others()).isEqualTo(1);
        assertThat(set.report().problems()).isEmpty();
        Dataset test = set.splits().test();
        for (int i = 0; i < test.size(); i++) {
            assertThat(test.origin(i)).startsWith(test.labels().get(test.label(i)));
        }
    }

    @Test
    void everyPictureIsInOnePartAndTheSplitIsTheSameEachTime() throws IOException {
        pictures("a", 40);
        pictures("b", 7);
        Splits splits = read().splits();
        Set<String> all = origins(splits.train());
        all.addAll(origins(splits.validation()));
        all.addAll(origins(splits.test()));
        assertThat(all).hasSize(47);
        assertThat(sizes(splits).stream().mapToInt(i -> i).sum()).isEqualTo(47);
        assertThat(origins(read().splits().test())).isEqualTo(origins(splits.test()));
        PictureSource other = (PictureSource) DataSource.parse("images:" + root + "?split-seed=2");
        assertThat(other.settings().split()).contains(new SplitRule(2, 10, 10));
        assertThat(origins(read(other).splits().test())).isNotEqualTo(origins(splits.test()));
    }

    @Test
    void numbersAreOrderedByTheirValue() throws IOException {
        for (String name : List.of("10", "9", "0", "100")) {
            pictures(name, 3);
        }
        assertThat(read().splits().train().labels()).containsExactly("0", "9", "10", "100");
    }

    @Test
    void theFoldersOwnParts() throws IOException {
        pictures("Final_Training/Images/a", 4);
        pictures("Final_Training/Images/b", 4);
        pictures("val/a", 2);
        pictures("test/b", 3);
        pictures("Meta/a", 2);
        PictureSet set = read();
        assertThat(sizes(set.splits())).containsExactly(8, 2, 3);
        assertThat(set.report().notes()).singleElement().asString().startsWith("Meta is left out");
    }

    @Test
    void whatAFolderLacksIsTakenFromItsTrainingPart() throws IOException {
        pictures("train/a", 20);
        pictures("train/b", 20);
        pictures("test/a", 5);
        assertThat(sizes(read().splits())).containsExactly(36, 4, 5);
    }

    @Test
    void aClassMayBeCalledTrain() throws IOException {
        pictures("train", 5);
        pictures("bus", 5);
        assertThat(read().splits().train().labels()).containsExactly("bus", "train");
    }

    @Test
    void classesOfOneTwoAndThreePictures() throws IOException {
        pictures("one", 1);
        pictures("two", 2);
        pictures("three", 3);
        PictureSet set = read();
        assertThat(set.report().notes())
                .containsExactly("class one has one picture: it is learned from, and not" + " measured with");
        assertThat(sizes(set.splits())).containsExactly(3, 1, 2);
    }

    @Test
    void groupsAreNeverParted() throws IOException {
        for (int track = 0; track < 12; track++) {
            for (int frame = 0; frame < 5; frame++) {
                picture((track % 2 == 0 ? "a/" : "b/") + "t" + track + "_" + frame + ".png");
            }
        }
        PictureSource source = (PictureSource) DataSource.parse("images:" + root);
        Splits splits =
                read(source.with(source.settings().withGroupBy("(t[0-9]+)_"))).splits();
        assertThat(sizes(splits)).containsExactly(40, 10, 10);
        Set<String> seen = new HashSet<>();
        for (Dataset part : List.of(splits.train(), splits.validation(), splits.test())) {
            Set<String> tracks = new HashSet<>();
            origins(part).forEach(name -> tracks.add(name.replaceAll("_.*", "")));
            assertThat(seen).doesNotContainAnyElementsOf(tracks);
            seen.addAll(tracks);
        }
    }

    @Test
    void badFilesAreNamedAndLeftOut() throws IOException {
        pictures("a", 5);
        pictures("b", 5);
        Files.createDirectories(root.resolve("empty"));
        Files.writeString(root.resolve("a/text.png"), "this is text");
        Files.write(root.resolve("a/nothing.jpg"), new byte[0]);
        Files.copy(root.resolve("a/1.png"), root.resolve("a/copy.png"));
        Files.copy(root.resolve("a/2.png"), root.resolve("b/conflict.png"));
        Files.copy(root.resolve("a/1.png"), root.resolve("loose.png"));
        Files.write(
                root.resolve("b/half.png"), java.util.Arrays.copyOf(Files.readAllBytes(root.resolve("b/1.png")), 70));
        Files.createSymbolicLink(root.resolve("b/circle"), root.resolve("b"));
        Files.createSymbolicLink(root.resolve("b/nowhere.png"), root.resolve("gone.png"));
        picture("b/späße – 猫 \"x\".png");
        PictureReport report = read().report();
        assertThat(report.problems().stream().map(Problem::name))
                .containsExactlyInAnyOrder(
                        "a/text.png",
                        "a/nothing.jpg",
                        "a/copy.png",
                        "b/conflict.png",
                        "loose.png",
                        "b/half.png",
                        "b/circle",
                        "b/nowhere.png");
        assertThat(report.problems())
                .contains(
                        new Problem("a/copy.png", "has the same bytes as a/1.png"),
                        new Problem("b/conflict.png", "has the same bytes as a/2.png, which is of class a, not b"),
                        new Problem("b/circle", "is a link to a folder that it lies in"));
        assertThat(report.notes()).anyMatch(line -> line.startsWith("class empty is left out"));
        assertThat(report.classes()).containsEntry("a", 5).containsEntry("b", 6);
        List<String> lines = report.lines(2);
        assertThat(lines)
                .contains("left out 8 of 19 pictures:")
                .last()
                .asString()
                .contains("and 6 more")
                .contains("--problems");
    }

    @Test
    void aTableOfPictures() throws IOException {
        pictures("images", 8);
        StringBuilder csv = new StringBuilder("\ufeffFilename;Width;Height;Roi.X1;ClassId\n");
        for (int i = 0; i < 8; i++) {
            csv.append("images/")
                    .append(i)
                    .append(".png;12;9;1;")
                    .append(i % 2 * 7)
                    .append('\n');
        }
        csv.append("images/gone.png;1;1;1;0\nimages/0.png;1;1;1;0\nimages/1.png\n\n");
        Files.writeString(root.resolve("GT.csv"), csv);
        PictureSet set = read(DataSource.parse("csv:" + root.resolve("GT.csv")));
        assertThat(set.splits().train().labels()).containsExactly("0", "7");
        assertThat(set.report().classes()).containsEntry("0", 4).containsEntry("7", 4);
        assertThat(set.report().problems())
                .containsExactlyInAnyOrder(
                        new Problem("images/gone.png", "no such file"),
                        new Problem("line 11", "images/0.png is in an earlier line too"),
                        new Problem("line 12", "has no path and label"));
    }

    @Test
    void aTableWithoutAHeaderAndOneWithParts() throws IOException {
        pictures("p", 6);
        Files.writeString(
                root.resolve("plain.csv"), "p/0.png,x\np/1.png,x\np/2.png,x\np/3.png,y\np/4.png,y\np/5.png,y\n");
        assertThat(sizes(read(DataSource.parse("images:" + root.resolve("plain.csv")))
                        .splits()))
                .containsExactly(2, 2, 2);
        Files.writeString(
                root.resolve("parts.csv"),
                "label,path,split\nx,p/0.png,train\ny,p/1.png,train\nx,p/2.png,val\n\"y\",\"p/3.png\",test\ny,p/4.png,test\n");
        assertThat(sizes(read(DataSource.parse("csv:" + root.resolve("parts.csv")))
                        .splits()))
                .containsExactly(2, 1, 2);
    }

    @Test
    void decodedOnceAndAgainWhereAFileChanged() throws IOException {
        pictures("a", 4);
        pictures("b", 4);
        float[] before = pixels(read().splits().train(), "a/1.png");
        Path file = root.resolve("a/1.png");
        byte[] bytes = Files.readAllBytes(file);
        FileTime time = Files.getLastModifiedTime(file);
        // As long and as old as before, so nobody looks into it again.
        Files.write(file, new byte[bytes.length]);
        Files.setLastModifiedTime(file, time);
        PictureSet again = read();
        assertThat(again.report().problems()).isEmpty();
        assertThat(pixels(again.splits().train(), "a/1.png")).isEqualTo(before);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 5000));
        assertThat(read().report().problems()).hasSize(1);
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 9000));
        assertThat(pixels(read().splits().train(), "a/1.png")).isEqualTo(before);
        try (var files = Files.list(caches)) {
            assertThat(files).hasSize(1);
        }
    }

    private static float[] pixels(Dataset part, String name) {
        float[] values = new float[part.shape().values()];
        for (int i = 0; i < part.size(); i++) {
            if (part.origin(i).equals(name)) {
                part.read(i, values, 0);
                return values;
            }
        }
        throw new AssertionError(name + " is not in this part");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.999})
    void aBrokenCacheIsMadeAnew(double share) throws IOException {
        pictures("a", 4);
        pictures("b", 4);
        Splits splits = read().splits();
        String name = splits.train().origin(0);
        float[] before = pixels(splits.train(), name);
        Path cache;
        try (var files = Files.list(caches)) {
            cache = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(cache);
        // A new file: the old one is still mapped.
        Files.delete(cache);
        Files.write(cache, java.util.Arrays.copyOf(bytes, (int) (share * bytes.length)));
        assertThat(pixels(read().splits().train(), name)).isEqualTo(before);
    }

    @Test
    void aLinkUpDoesNotMakeOneClassOfAll() throws IOException {
        pictures("a", 4);
        pictures("b", 4);
        Path elsewhere = picture(caches.resolve("elsewhere/c.png").toString());
        Files.createSymbolicLink(root.resolve("a/up"), root);
        Files.createSymbolicLink(root.resolve("a/aside"), elsewhere.getParent());
        PictureReport report = read().report();
        assertThat(report.classes()).containsEntry("a", 5).containsEntry("b", 4);
        assertThat(report.problems()).containsExactly(new Problem("a/up", "is a link to a folder that it lies in"));
    }

    @Test
    void aPlaceIsTheSameByWhateverPath() throws IOException {
        pictures("wrapper/inner/a", 3);
        pictures("wrapper/inner/b", 3);
        Path table = Files.writeString(root.resolve("v3.csv"), "path,label\n");
        Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("wrapper"));
        Files.createSymbolicLink(root.resolve("latest.csv"), table);
        Path elsewhere = Files.createSymbolicLink(root.resolve("wrapper/v3.csv"), table);
        PictureSource source = source("images:" + root + "/wrapper");
        assertThat(source.isSamePlace(source("images:" + link))).isTrue();
        assertThat(source.isSamePlace(source("images:" + link + "/../wrapper/inner/.")))
                .isTrue();
        assertThat(source.isSamePlace(source("images:" + link + "/inner/a"))).isFalse();
        assertThat(source.isSamePlace(source("images:" + root + "/gone"))).isFalse();
        assertThat(source("csv:" + table).isSamePlace(source("csv:" + root + "/latest.csv")))
                .isTrue();
        // Beside this one lie other pictures.
        assertThat(source("csv:" + table).isSamePlace(source("csv:" + elsewhere)))
                .isFalse();

        Path real = root.toRealPath();
        assertThat(source("images:" + link + "?size=8").atRealPlace())
                .hasToString("images:" + real + "/wrapper?size=8x8");
        assertThat(source("csv:" + elsewhere).atRealPlace()).hasToString("csv:" + real + "/wrapper/v3.csv");
        assertThat(source("images:src").atRealPlace().place())
                .isEqualTo(Path.of("src").toRealPath());
    }

    private static PictureSource source(String text) {
        return (PictureSource) DataSource.parse(text);
    }

    private Path cache() throws IOException {
        try (var files = Files.list(caches)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void whatAKilledProgramDecodedIsNotDecodedAgain() throws IOException {
        pictures("a", 4);
        pictures("b", 4);
        float[] before = pixels(read().splits().train(), "a/1.png");
        Path file = root.resolve("a/1.png");
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        Path cache = cache();
        Files.move(cache, cache.resolveSibling(cache.getFileName() + ".killed.tmp"));
        // As long and as old as before, but no picture: whoever decodes it finds out.
        Files.write(file, new byte[bytes.length]);
        Files.setLastModifiedTime(file, time);

        assertThat(pixels(read().splits().train(), "a/1.png")).isEqualTo(before);
        assertThat(cache()).isEqualTo(cache);
        try (var files = Files.list(caches)) {
            assertThat(files).hasSize(1);
        }
    }

    /** As on a full disk, the cache fails when everything is decoded already. */
    @Test
    void aCacheThatCannotBeFinishedIsDoneWithout() throws IOException {
        pictures("a", 4);
        pictures("b", 4);
        Splits cached = read().splits();
        Path cache = cache();
        Files.delete(cache);
        Files.createDirectories(cache.resolve("in the way"));

        Splits kept = read().splits();

        assertThat(notes).singleElement().asString().contains("cannot be kept in " + cache, "STN4J_CACHE");
        for (int i = 0; i < cached.train().size(); i++) {
            String name = cached.train().origin(i);
            assertThat(pixels(kept.train(), name)).isEqualTo(pixels(cached.train(), name));
        }
        assertThat(cache()).isEqualTo(cache);
    }

    @Test
    void withoutACacheThePicturesAreTheSame() throws IOException {
        pictures("a", 4);
        pictures("b", 4);
        PictureSource source = (PictureSource) DataSource.parse("images:" + root);
        Splits cached = read(source).splits();
        Splits kept = PictureSet.read(source, new PixelCache(Optional.empty()), DataListener.SILENT)
                .splits();
        Path file = Files.createFile(caches.resolve("a file"));
        PictureSet.read(source, new PixelCache(Optional.of(file)), new DataListener() {
            @Override
            public void note(String line) {
                notes.add(line);
            }
        });
        assertThat(notes).singleElement().asString().contains("STN4J_CACHE");
        for (int i = 0; i < cached.train().size(); i++) {
            String name = cached.train().origin(i);
            assertThat(pixels(kept.train(), name)).isEqualTo(pixels(cached.train(), name));
        }
    }

    @Test
    void streamedPicturesAreTheSame() throws IOException {
        picture("a/x.png");
        List<Listing.Entry> entries = PictureFolder.list(root).entries();
        PictureInput input = new PictureInput(new ImageShape(3, 8, 8));
        byte[] streamed = new byte[192];
        new StreamedPixels(entries, input).read(0, streamed);
        byte[] decoded = new byte[192];
        Decoding.decode(root, entries, input.shape(), new PixelCache(Optional.of(caches)), DataListener.SILENT)
                .pixels()
                .read(0, decoded);
        assertThat(streamed).isEqualTo(decoded);
    }

    @Test
    void forAModelAllPicturesCountAndLeadingZerosDoNot() throws IOException {
        pictures("0", 2);
        pictures("1", 1);
        pictures("5", 1);
        PictureSource source = (PictureSource) DataSource.parse("images:" + root);
        ImageShape shape = new ImageShape(3, 20, 24);
        PictureSource wanted = source.with(source.settings().forModel(shape, List.of("00000", "00001", "00002")));
        PictureSet set = read(DataSource.parse(wanted.toString()));
        assertThat(sizes(set.splits())).containsExactly(3, 3, 3);
        assertThat(set.splits().test().labels()).containsExactly("00000", "00001", "00002");
        assertThat(set.splits().test().shape()).isEqualTo(shape);
        assertThat(set.report().problems())
                .containsExactly(new Problem("5/0.png", "is of class 5, which the model lacks"));
    }

    @Test
    void forAModelATableMayBeOfOnePart() throws IOException {
        pictures("p", 4);
        Files.writeString(
                root.resolve("test.csv"),
                "label,path,split\nx,p/0.png,test\ny,p/1.png,test\nx,p/2.png,test\ny,p/3.png,test\n");
        PictureSource source = (PictureSource) DataSource.parse("csv:" + root.resolve("test.csv"));
        assertThatThrownBy(() -> read(source)).hasMessageContaining("too few pictures to learn from");
        ImageShape shape = new ImageShape(1, 8, 8);
        Splits splits = read(source.with(source.settings().forModel(shape, List.of("x", "y"))))
                .splits();
        assertThat(sizes(splits)).containsExactly(0, 0, 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "images:a b | images:a b",
                "images:photos? | images:photos?",
                "images:a?size=48&group-by=x%2B%28.%29 | images:a?size=48x48&group-by=x%2B%28.%29",
                "csv:a.csv | csv:a.csv",
                "images:a.csv | csv:a.csv",
                "images:a?split=70/10/20 | images:a?split=70/10/20&split-seed=1",
                "images:a?size=1x20x30&split=none | images:a?channels=1&size=20x30&split=none"
            })
    void isWrittenAsItIsRead(String text, String written) {
        assertThat(DataSource.parse(text)).hasToString(written);
        assertThat(DataSource.parse(written)).isEqualTo(DataSource.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images:",
                "csv:",
                "images:a?size=0",
                "images:a?size=2x64x64",
                "images:a?size=9999",
                "images:a?group-by=(",
                "images:a?split=80/20",
                "images:a?split=50/10/10",
                "images:a?channels=2"
            })
    void mistakesAreOneLine(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSource.parse(text))
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void foldersThatCannotBeLearnedFrom() throws IOException {
        assertThatThrownBy(this::read).isInstanceOf(DataFileException.class).hasMessageContaining("no pictures");
        pictures("a", 3);
        assertThatThrownBy(this::read).hasMessageContaining("one class only");
        pictures("b", 1);
        pictures("c", 1);
        Files.delete(root.resolve("a/1.png"));
        Files.delete(root.resolve("a/2.png"));
        assertThatThrownBy(this::read).hasMessageContaining("too few pictures");
        assertThatThrownBy(() -> read(DataSource.parse("images:" + root.resolve("none"))))
                .hasMessageContaining("no such folder");
        assertThatThrownBy(() -> read(DataSource.parse("images:" + root.resolve("a/0.png"))))
                .hasMessageContaining("is not a folder");
    }
}
