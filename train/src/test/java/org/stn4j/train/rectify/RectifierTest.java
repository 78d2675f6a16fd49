package org.stn4j.train.rectify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.data.ImageShape;
import org.stn4j.data.picture.Picture;
import org.stn4j.data.picture.PictureInput;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Look;
import org.stn4j.nn.ModelCard;
import org.stn4j.nn.Network;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.nn.Preprocessing;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Planes;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Transforms;
import org.stn4j.warp.Warp;

/** Pictures through a transformer whose θ is known. */
class RectifierTest {
    private static final float[] TURNED = {0.4f, -0.25f, 0.1f, 0.3f, 0.45f, -0.05f};

    /** An engine that always answers with one θ; it warps as the networks do. */
    private static final class Fixed implements Engine {
        private final Network network;
        private final Warp warp;
        private final float[] theta;

        Fixed(String transform, float[] theta, int channels) {
            this.network = NetworkYaml.parse(
                    "name: fixed\ninput: " + channels + "x32x32\nlayers:\n- spatialTransformer: " + "{transform: "
                            + transform + ", output: 24x16, localisation: [{averagePool: 8}]}\n- dense: 2\n");
            Transform family = Transforms.named(transform);
            Geometry geometry = new Geometry(new ImageSize(32, 32), new ImageSize(24, 16), false);
            this.warp = new Warp(family, geometry, Interpolation.BILINEAR, Padding.ZEROS);
            this.theta = theta;
        }

        @Override
        public Network network() {
            return network;
        }

        @Override
        public float[] logits(float[] images, int size) {
            return new float[] {1, 2};
        }

        @Override
        public Answer answer(float[] images, int size) {
            int channels = network.input().channels();
            Look look = new Look("0.spatialTransformer", warp, channels, theta, warp.apply(images, channels, theta));
            return new Answer(1, logits(images, 1), List.of(look));
        }

        @Override
        public void close() {}
    }

    private static Rectifier rectifier(Fixed engine, boolean invert, Optional<ImageSize> size) {
        int channels = engine.network().input().channels();
        ModelCard card = new ModelCard(engine.network(), List.of("a", "b"), Preprocessing.none(channels), Map.of());
        PictureInput input = new PictureInput(new ImageShape(channels, 32, 32), invert, true);
        return new Rectifier(engine, card, input, new Rectifier.Settings(1, new OutputSize(size)));
    }

    /** A picture without sharp edges, so that its small version is much the same. */
    private static Planes waves(int channels, int height, int width) {
        float[] values = new float[channels * height * width];
        for (int i = 0; i < values.length; i++) {
            double x = (i % width + 0.5) / width;
            int row = i / width % height;
            double y = (row + 0.5) / height;
            int channel = i / width / height;
            values[i] = (float) (0.5 + 0.25 * Math.sin(5 * x + channel) + 0.25 * Math.cos(4 * y + 2 * x));
        }
        return new Planes(channels, new ImageSize(height, width), values);
    }

    @Test
    void isWhatTheNetworkSeesWhereThePictureIsItsInput() {
        Planes picture = waves(1, 32, 32);
        Fixed engine = new Fixed("affine", TURNED, 1);
        float[] seen = engine.answer(picture.values(), 1).looks().get(0).output();
        Rectified made =
                rectifier(engine, false, Optional.of(new ImageSize(24, 16))).rectify(Picture.of(picture));
        assertThat(made.label()).isEqualTo("b");
        assertThat(made.picture().values()).containsExactly(seen, within(1e-5f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"affine", "tps", "flow", "projective"})
    void aLargePictureGivesTheSameViewWithMorePixels(String transform) {
        ImageSize glimpse = new ImageSize(24, 16);
        float[] theta = transform.equals("affine")
                ? TURNED
                : Transforms.named(transform).identity(glimpse);
        Fixed engine = new Fixed(transform, theta, 1);
        Planes large = waves(1, 320, 320);
        Rectified made = rectifier(engine, false, Optional.empty()).rectify(Picture.of(large));
        // The frame of the identity is the picture; that of the other a turned part of it.
        double share = transform.equals("affine") ? 0.4 * 0.45 + 0.25 * 0.3 : 1;
        assertThat((double) made.picture().size().pixels()).isCloseTo(share * 320 * 320, within(700.0));
        assertThat((double) made.picture().size().height()
                        / made.picture().size().width())
                .isCloseTo(1.5, within(0.02));
        float[] seen =
                engine.answer(waves(1, 32, 32).values(), 1).looks().get(0).output();
        float[] reduced = Picture.of(made.picture()).resized(glimpse).values();
        for (int i = 0; i < seen.length; i++) {
            // At the frame's edge the small view is already half black.
            boolean edge = i % 16 == 0 || i % 16 == 15 || i < 16 || i >= 23 * 16;
            assertThat(reduced[i]).isCloseTo(seen[i], within(edge && share == 1 ? 0.5f : 0.02f));
        }
    }

    @Test
    void keepsColoursThatTheNetworkDoesNotSee() {
        Planes picture = waves(3, 64, 64);
        Rectified made = rectifier(
                        new Fixed("affine", new float[] {1, 0, 0, 0, 1, 0}, 1),
                        false,
                        Optional.of(new ImageSize(64, 64)))
                .rectify(Picture.of(picture));
        assertThat(made.picture().values()).isEqualTo(picture.values());
    }

    @Test
    void saysWhereTheFrameLiesInAPictureThatIsNotSquare() {
        Fixed engine = new Fixed("affine", new float[] {1, 0, 0, 0, 1, 0}, 1);
        Rectified made = rectifier(engine, false, Optional.empty()).rectify(Picture.of(waves(1, 100, 200)));
        // 100x200 lies in the 32x32 of the input as 16x32, with a margin of 8 rows, which are 50 of the picture's.
        List<Corners.Place> corners =
                made.views().get(0).corners().orElseThrow().places();
        double[][] expected = {{0, -50}, {200, -50}, {200, 150}, {0, 150}};
        for (int i = 0; i < 4; i++) {
            assertThat(corners.get(i).x()).isCloseTo(expected[i][0], within(1e-9));
            assertThat(corners.get(i).y()).isCloseTo(expected[i][1], within(1e-9));
        }
    }

    @Test
    void aroundAPictureThatWasInvertedItIsWhite() {
        Fixed engine = new Fixed("affine", new float[] {2, 0, 0, 0, 2, 0}, 1);
        Picture ink = Picture.of(new Planes(1, new ImageSize(32, 32), new float[32 * 32]));
        float[] black = rectifier(engine, false, Optional.empty())
                .rectify(ink)
                .picture()
                .values();
        Planes inverted = rectifier(engine, true, Optional.empty()).rectify(ink).picture();
        float[] white = inverted.values();
        assertThat(black).containsOnly(0f);
        assertThat(white[0]).isEqualTo(1);
        assertThat(white[
                        (inverted.size().height() / 2) * inverted.size().width()
                                + inverted.size().width() / 2])
                .isZero();
    }

    @Test
    void doesNotSkipPixelsWhereManyBecomeOne() {
        // Stripes of one pixel: read here and there, they would be black or white, and they are grey.
        Planes stripes = new Planes(1, new ImageSize(640, 640), new float[640 * 640]);
        for (int i = 0; i < stripes.values().length; i++) {
            stripes.values()[i] = i % 2;
        }
        Rectified made = rectifier(new Fixed("affine", TURNED, 1), false, Optional.of(new ImageSize(24, 16)))
                .rectify(Picture.of(stripes));
        for (float value : made.picture().values()) {
            assertThat(value).isCloseTo(0.5f, within(0.1f));
        }
    }

    @Test
    void aFrameBeyondAllBoundsMakesAPictureOfSomeSize() {
        Picture picture = Picture.of(waves(1, 64, 64));
        for (float[] theta : new float[][] {{1e6f, 0, 0, 0, 1e6f, 0}, {0, 0, 0, 0, 0, 0}, {Float.NaN, 0, 0, 0, 1, 0}}) {
            Rectified made = rectifier(new Fixed("affine", theta, 1), false, Optional.empty())
                    .rectify(picture);
            assertThat(made.picture().size().pixels()).isBetween(1, 4 * 64 * 64 + 200);
        }
        float[] horizon = {1, 0, 0, 0, 1, 0, 1.5f, 0.3f};
        Rectified made = rectifier(new Fixed("projective", horizon, 1), false, Optional.empty())
                .rectify(picture);
        assertThat(made.picture().size().pixels()).isBetween(1, 4 * 64 * 64 + 200);
    }

    @Test
    void knowsBeforehandWhetherANetworkCanRectify() {
        assertThatThrownBy(() -> check("[{dense: 2}]", 1)).hasMessageContaining("has no spatial transformer");
        String affine = "{spatialTransformer: {transform: affine, output: 24x16, localisation: [{averagePool: 8}]}}";
        String features = "{convolution: {filters: 2, kernel: 3}}";
        assertThatCode(() -> check("[" + affine + ", {dense: 2}]", 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("[" + affine + ", {dense: 2}]", 2)).hasMessageContaining("from 1 to 1");
        String behind = "[" + affine + ", " + features + ", " + affine + ", {dense: 2}]";
        assertThatCode(() -> check(behind, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(behind, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the transformer 2.spatialTransformer looks at feature maps, or at several views joined, which"
                                + " are no picture; choose --transformer 1");
        assertThatThrownBy(() -> check("[" + features + ", " + affine + ", {dense: 2}]", 1))
                .hasMessageEndingWith("no transformer of this network looks at one");
    }

    @Test
    void onePictureWhoseNameIsTooLongIsNotTheEndOfTheOthers(@TempDir Path folder) throws IOException {
        Path source = folder.resolve("picture.png");
        assertThat(ImageIO.write(waves(1, 32, 32).toImage(), "png", source.toFile()))
                .isTrue();
        Path tooLong = folder.resolve("x".repeat(252) + ".png");
        List<Path> targets = List.of(
                folder.resolve("a.png"), tooLong, folder.resolve("x".repeat(251) + ".png"), folder.resolve("b"));
        RectifyJob job = new RectifyJob(
                () -> rectifier(new Fixed("affine", TURNED, 1), false, Optional.empty()), 2, () -> false);
        List<RectifyJob.Task> tasks = targets.stream()
                .map(target -> new RectifyJob.Task(source, target))
                .toList();

        List<RectifyJob.Result> results = job.run(tasks, (task, result) -> {});
        for (int i = 0; i < tasks.size(); i++) {
            boolean written = i != 1;
            assertThat(Files.exists(targets.get(i))).isEqualTo(written);
            assertThat(results.get(i).rectified().isPresent()).isEqualTo(written);
            assertThat(results.get(i).failure().isPresent()).isEqualTo(!written);
        }
        assertThat(results.get(1).failure().orElseThrow())
                .hasMessageStartingWith(source + ": cannot write " + tooLong + ": ");
        // A folder that is gone is gone for all of them.
        RectifyJob.Task nowhere =
                new RectifyJob.Task(source, folder.resolve("gone").resolve("a.png"));
        assertThatThrownBy(() -> job.run(List.of(nowhere), (task, result) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + nowhere.target() + ": no such file or folder");
    }

    private static void check(String layers, int transformer) {
        Rectifier.check(
                NetworkYaml.parse("{name: some, input: 1x32x32, layers: " + layers + "}"),
                new Rectifier.Settings(transformer, OutputSize.OF_ORIGINAL));
    }
}
