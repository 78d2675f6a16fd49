package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways to sum over a spline's basis, against sums in double precision over the weights of the spline. */
class SplineSumsTest {

    static Stream<Arguments> outputs() {
        return Stream.of(
                Arguments.of(4, new ImageSize(28, 28), true),
                Arguments.of(4, new ImageSize(70, 201), false),
                Arguments.of(4, new ImageSize(521, 769), true),
                Arguments.of(2, new ImageSize(300, 130), false),
                Arguments.of(8, new ImageSize(640, 600), true),
                // So many points that several are near each tile.
                Arguments.of(16, new ImageSize(400, 500), false));
    }

    private final RandomGenerator random = new SplittableRandom(5);

    @ParameterizedTest
    @MethodSource("outputs")
    void tablesAreRight(int lattice, ImageSize output, boolean alignCorners) {
        check(lattice, output, alignCorners, false);
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void interpolationIsRight(int lattice, ImageSize output, boolean alignCorners) {
        check(lattice, output, alignCorners, true);
    }

    private void check(int lattice, ImageSize output, boolean alignCorners, boolean isInterpolated) {
        Geometry geometry = new Geometry(output, output, alignCorners);
        Tiling tiling = Tiling.of(output);
        ThinPlateBasis basis = new ThinPlateBasis(lattice, geometry);
        SplineSums sums = isInterpolated ? new SplineNodes(basis, tiling) : new SplineTable(basis, tiling);
        // Weights of neighbouring points cancel, in single precision; they grow with the points in the size of a tile.
        double pointsInTile = Math.pow(64.0 * (lattice - 1) / Math.min(output.height(), output.width()), 2);
        float tolerance = isInterpolated ? (float) Math.max(4e-6, 1e-5 * pointsInTile) : 4e-6f;
        float[] f = noise(2 * basis.points());
        double[] expected = new double[basis.points()];
        for (int tile = 0; tile < tiling.tiles(); tile += 1 + tiling.tiles() / 40) {
            Block block = tiling.block(tile);
            float[] xs = new float[block.samples()];
            float[] ys = new float[block.samples()];
            sums.add(tile, f, xs, ys);
            float[] dxs = new float[block.samples()];
            float[] dys = new float[block.samples()];
            double[] expectedSums = new double[2 * basis.points()];
            for (int i = 0; i < block.samples(); i += 1 + block.samples() / 50) {
                double x = basis.x(block.firstColumn() + i % block.columns());
                double y = basis.y(block.firstRow() + i / block.columns());
                basis.at(x, y, ThinPlateBasis.Radial.EVERYWHERE, expected);
                double expectedX = 0;
                double expectedY = 0;
                dxs[i] = random.nextFloat();
                dys[i] = random.nextFloat();
                for (int k = 0; k < basis.points(); k++) {
                    expectedX += f[k] * expected[k];
                    expectedY += f[basis.points() + k] * expected[k];
                    expectedSums[k] += dxs[i] * expected[k];
                    expectedSums[basis.points() + k] += dys[i] * expected[k];
                }
                assertThat(xs[i]).isCloseTo((float) expectedX, within(tolerance));
                assertThat(ys[i]).isCloseTo((float) expectedY, within(tolerance));
            }
            double[] actualSums = new double[2 * basis.points()];
            sums.project(tile, dxs, dys, actualSums);
            assertThat(actualSums).containsExactly(expectedSums, within(10.0 * tolerance));
        }
    }

    /** Displacements of a pixel or so, by which distances of places are measured. */
    private float[] noise(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }
}
