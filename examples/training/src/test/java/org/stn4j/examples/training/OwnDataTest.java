package org.stn4j.examples.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.nn.Layer;
import org.stn4j.nn.ModelFile;
import org.stn4j.train.TrainingResult;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Transforms;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpBatch;
import org.stn4j.warp.WarpGradients;

/** The example trains, and the model that it writes knows its transform again. */
class OwnDataTest {
    @TempDir
    Path folder;

    @Test
    void learnsAndIsReadAgain() throws IOException {
        TrainingResult result = OwnData.train(folder.resolve("run"), 4, 1_000);
        // Chance would be 0.5.
        assertThat(result.test().orElseThrow().errorRate()).isLessThan(0.3);
        Layer first =
                ModelFile.read(result.directory().model()).network().layers().get(0);
        assertThat(((Layer.SpatialTransformer) first).transform()).isEqualTo(new Rotation());
    }

    @Test
    void runsByItself() throws IOException {
        OwnData.main(new String[] {folder.resolve("run").toString(), "1"});
        assertThat(folder.resolve("run/report.html")).isRegularFile();
    }

    @Test
    void theTransformIsKnownByItsName() {
        assertThat(Transforms.named("rotation")).isEqualTo(new Rotation());
    }

    @Test
    void aRotationIsTheAffineMapThatItStandsFor() {
        Geometry geometry = new Geometry(new ImageSize(9, 9), new ImageSize(9, 9), false);
        float[] image = new float[81];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) Math.sin(i * 0.7) + i * 0.01f;
        }
        double angle = 0.4;
        float cos = (float) Math.cos(angle);
        float sin = (float) Math.sin(angle);
        float[] byAngle = new Warp(new Rotation(), geometry).apply(image, 1, new float[] {(float) angle});
        float[] byMatrix = new Warp(new Affine(), geometry).apply(image, 1, new float[] {cos, -sin, 0, sin, cos, 0});
        assertThat(byAngle).containsExactly(byMatrix, within(1e-5f));

        float[] gradient = new float[1];
        float[] matrixGradient = new float[6];
        gradient(new Warp(new Rotation(), geometry), image, new float[] {(float) angle}, gradient);
        gradient(new Warp(new Affine(), geometry), image, new float[] {cos, -sin, 0, sin, cos, 0}, matrixGradient);
        float expected =
                -sin * matrixGradient[0] - cos * matrixGradient[1] + cos * matrixGradient[3] - sin * matrixGradient[4];
        assertThat(gradient[0]).isCloseTo(expected, within(1e-3f));
    }

    private static void gradient(Warp warp, float[] image, float[] theta, float[] into) {
        float[] outputGradient = new float[81];
        for (int i = 0; i < outputGradient.length; i++) {
            outputGradient[i] = (float) Math.cos(i * 1.3);
        }
        warp.backward(
                new WarpBatch(1, 1, FloatBuffer.wrap(image), FloatBuffer.wrap(theta)),
                FloatBuffer.wrap(outputGradient),
                WarpGradients.forTheta(FloatBuffer.wrap(into)));
    }
}
