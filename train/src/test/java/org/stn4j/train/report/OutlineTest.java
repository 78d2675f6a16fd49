package org.stn4j.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.train.report.Outline.Point;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Transforms;
import org.stn4j.warp.Warp;

class OutlineTest {
    private static final ImageSize INPUT = new ImageSize(40, 20);

    private static Warp warp(String transform, ImageSize output) {
        return new Warp(Transforms.named(transform), new Geometry(INPUT, output, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"translation", "attention", "similarity", "affine", "projective", "tps", "flow"})
    void theIdentityLooksThroughTheEdgeOfTheImage(String name) {
        ImageSize output = new ImageSize(10, 8);
        Transform transform = Transforms.named(name);

        Outline outline = Outline.of(warp(name, output), transform.identity(output));

        assertCorners(outline, new double[] {0, 0, 20, 0, 20, 40, 0, 40});
    }

    @Test
    void aQuarterTurnPutsTheUpperEdgeOnASide() {
        // x_in = -y_out, y_in = x_out: the output's upper left corner (-1, -1) lies at (1, -1), upper right.
        Outline outline = Outline.of(warp("affine", new ImageSize(7, 7)), new float[] {0, -1, 0, 1, 0, 0});

        assertCorners(outline, new double[] {20, 0, 20, 40, 0, 40, 0, 0});
    }

    @Test
    void anAttentionWindowHasHalfTheSize() {
        Outline outline = Outline.of(warp("attention", new ImageSize(5, 5)), new float[] {0.5f, 0.5f, 0});

        assertCorners(outline, new double[] {10, 10, 20, 10, 20, 30, 10, 30});
    }

    @Test
    void straightEdgesNeedTwoPoints() {
        Outline outline = Outline.of(warp("affine", new ImageSize(28, 28)), new float[] {0.7f, 0.2f, 0, 0.1f, 1, 0.3f});

        assertThat(Polyline.simplified(outline.top())).hasSize(2);
        assertThat(Polyline.simplified(outline.rest())).hasSize(4);
    }

    @Test
    void undefinedPlacesAreLeftOut() {
        float nan = Float.NaN;
        Outline outline = Outline.of(warp("affine", new ImageSize(3, 3)), new float[] {nan, 0, 0, 0, nan, 0});

        assertThat(outline.top()).isEmpty();
        assertThat(outline.rest()).isEmpty();
        assertThat(Polyline.simplified(List.of())).isEmpty();
    }

    @Test
    void anOutputOfOnePixelIsAPoint() {
        Outline outline = Outline.of(warp("affine", new ImageSize(1, 1)), new float[] {1, 0, 0, 0, 1, 0});

        assertThat(outline.top()).allSatisfy(point -> assertThat(point).isEqualTo(new Point(10, 20)));
    }

    private static void assertCorners(Outline outline, double[] expected) {
        List<Point> top = outline.top();
        List<Point> simplified = Polyline.simplified(outline.rest());
        assertThat(simplified).hasSize(4);
        List<Point> corners = List.of(top.get(0), simplified.get(0), simplified.get(1), simplified.get(2));
        for (int i = 0; i < 4; i++) {
            assertThat(corners.get(i).x()).as("x of corner " + i).isCloseTo(expected[2 * i], within(1e-4));
            assertThat(corners.get(i).y()).as("y of corner " + i).isCloseTo(expected[2 * i + 1], within(1e-4));
        }
        assertThat(top.get(top.size() - 1)).isEqualTo(simplified.get(0));
        assertThat(simplified.get(3)).isEqualTo(top.get(0));
    }
}
