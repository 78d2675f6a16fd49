package org.stn4j.warp;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.stn4j.warp.kernel.Basis;
import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.threads.Pool;

/**
 * The basis of a thin-plate spline for large outputs, of which a table would be larger than the caches: at a few nodes of
 * each tile, between which it is interpolated.
 *
 * <p>Away from its control point, φ is so smooth that a polynomial over the tile meets it to single precision. For the few
 * points near a tile, {@code φ(r) = r²·log(r²/R²) + r²·log R²}, with R the size of the tile: the second term is a polynomial
 * anyway, and the first, in which no large numbers cancel, is tabled for the tile's samples.
 */
final class SplineNodes implements SplineSums {

    private final Kernels kernels = Kernels.active();
    private final ThinPlateBasis basis;
    private final Tiling tiling;
    /** Null where all of them would take too much memory. */
    private final Tile[] tiles;

    private final Pool<Scratch> scratch;

    /**
     * What is known of the basis over a tile.
     *
     * @param nodes B_k at the nodes, without the first term of near points
     * @param near the points near the tile
     * @param radials that first term at each sample
     */
    private record Tile(SmoothTile smooth, Basis nodes, int[] near, Basis radials) {}

    SplineNodes(ThinPlateBasis basis, Tiling tiling) {
        this.basis = basis;
        this.tiling = tiling;
        this.scratch = new Pool<>(Scratch::new);
        long floats = 0;
        for (int tile = 0; tile < tiling.tiles(); tile++) {
            Block block = tiling.block(tile);
            floats += (long) basis.points() * SmoothTile.NODES + (long) near(block).length * block.samples();
        }
        if (floats <= LARGEST_TABLE) {
            tiles = IntStream.range(0, tiling.tiles()).mapToObj(this::compute).toArray(Tile[]::new);
        } else {
            tiles = null;
        }
    }

    /** Whether there are so few points that only few of them are near a tile. */
    static boolean suits(ThinPlateBasis basis, Tiling tiling) {
        return basis.points() <= tiling.tiles();
    }

    private Tile tile(int tile) {
        return tiles != null ? tiles[tile] : compute(tile);
    }

    private Tile compute(int tile) {
        Block block = tiling.block(tile);
        int[] near = near(block);
        double squaredSize = Math.pow(width(block), 2) + Math.pow(height(block), 2);
        return new Tile(
                new SmoothTile(block.rows(), block.columns()),
                nodes(block, near, squaredSize),
                near,
                radials(block, near, squaredSize));
    }

    private double width(Block block) {
        return basis.x(block.endColumn()) - basis.x(block.firstColumn());
    }

    private double height(Block block) {
        return basis.y(block.endRow()) - basis.y(block.firstRow());
    }

    /** The points in a tile, or no further from it than its longer side, which their bend would be seen along. */
    private int[] near(Block block) {
        double margin = Math.max(width(block), height(block));
        double left = basis.x(block.firstColumn()) - margin;
        double right = basis.x(block.endColumn()) + margin;
        double top = basis.y(block.firstRow()) - margin;
        double bottom = basis.y(block.endRow()) + margin;
        return IntStream.range(0, basis.points())
                .filter(point -> basis.pointX(point) >= left
                        && basis.pointX(point) <= right
                        && basis.pointY(point) >= top
                        && basis.pointY(point) <= bottom)
                .toArray();
    }

    private Basis nodes(Block block, int[] near, double squaredSize) {
        boolean[] isNear = new boolean[basis.points()];
        for (int point : near) {
            isNear[point] = true;
        }
        double logSize = Math.log(squaredSize);
        ThinPlateBasis.Radial smoothPart =
                (point, squared) -> isNear[point] ? squared * logSize : ThinPlateBasis.thinPlate(squared);
        float[][] values = new float[basis.points()][SmoothTile.NODES];
        double[] atNode = new double[basis.points()];
        for (int node = 0; node < SmoothTile.NODES; node++) {
            double column = block.firstColumn() + SmoothTile.place(node % SmoothTile.SIDE, block.columns());
            double row = block.firstRow() + SmoothTile.place(node / SmoothTile.SIDE, block.rows());
            basis.at(basis.x(column), basis.y(row), smoothPart, atNode);
            for (int k = 0; k < values.length; k++) {
                values[k][node] = (float) atNode[k];
            }
        }
        return new Basis(values, SmoothTile.NODES);
    }

    private Basis radials(Block block, int[] near, double squaredSize) {
        float[][] values = new float[near.length][block.samples()];
        for (int n = 0; n < near.length; n++) {
            for (int i = 0; i < block.samples(); i++) {
                double x = basis.x(block.firstColumn() + i % block.columns());
                double y = basis.y(block.firstRow() + i / block.columns());
                double squared = basis.squaredDistance(x, y, near[n]);
                values[n][i] = (float) (squaredSize * ThinPlateBasis.thinPlate(squared / squaredSize));
            }
        }
        return new Basis(values, block.samples());
    }

    /** Scratch memory of one thread. */
    private final class Scratch {
        final float[] xNodes = new float[SmoothTile.NODES];
        final float[] yNodes = new float[SmoothTile.NODES];
        final SmoothTile.Lines lines = new SmoothTile.Lines(tiling);
    }

    @Override
    public void add(int number, float[] f, float[] xs, float[] ys) {
        Tile tile = tile(number);
        Scratch s = scratch.take();
        Arrays.fill(s.xNodes, 0);
        Arrays.fill(s.yNodes, 0);
        kernels.combine(tile.nodes, f, s.xNodes, s.yNodes);
        tile.smooth.addTo(s.xNodes, s.lines, xs);
        tile.smooth.addTo(s.yNodes, s.lines, ys);
        scratch.giveBack(s);
        int near = tile.near.length;
        if (near > 0) {
            float[] weights = new float[2 * near];
            for (int n = 0; n < near; n++) {
                weights[n] = weight(tile.near[n], f, 0);
                weights[near + n] = weight(tile.near[n], f, basis.points());
            }
            kernels.combine(tile.radials, weights, xs, ys);
        }
    }

    /** The spline's weight of a control point. */
    private float weight(int point, float[] f, int from) {
        double[] weights = basis.weights(point);
        double sum = 0;
        for (int k = 0; k < basis.points(); k++) {
            sum += weights[k] * f[from + k];
        }
        return (float) sum;
    }

    @Override
    public void project(int number, float[] dxs, float[] dys, double[] sums) {
        Tile tile = tile(number);
        Scratch s = scratch.take();
        tile.smooth.sum(dxs, s.lines, s.xNodes);
        tile.smooth.sum(dys, s.lines, s.yNodes);
        kernels.project(tile.nodes, s.xNodes, s.yNodes, sums);
        scratch.giveBack(s);
        int near = tile.near.length;
        if (near > 0) {
            double[] nearSums = new double[2 * near];
            kernels.project(tile.radials, dxs, dys, nearSums);
            for (int n = 0; n < near; n++) {
                double[] weights = basis.weights(tile.near[n]);
                for (int k = 0; k < basis.points(); k++) {
                    sums[k] += weights[k] * nearSums[n];
                    sums[basis.points() + k] += weights[k] * nearSums[near + n];
                }
            }
        }
    }
}
