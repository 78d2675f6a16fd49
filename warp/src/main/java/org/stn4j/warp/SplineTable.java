package org.stn4j.warp;

import org.stn4j.warp.kernel.Basis;
import org.stn4j.warp.kernel.Kernels;

/** The basis of a thin-plate spline at each pixel, computed once and shared by all images. */
final class SplineTable implements SplineSums {
    private final Kernels kernels = Kernels.active();
    private final Basis[] tiles;

    SplineTable(ThinPlateBasis basis, Tiling tiling) {
        tiles = new Basis[tiling.tiles()];
        for (int tile = 0; tile < tiles.length; tile++) {
            tiles[tile] = tableOf(basis, tiling.block(tile));
        }
    }

    private static Basis tableOf(ThinPlateBasis basis, Block block) {
        float[][] values = new float[basis.points()][block.samples()];
        double[] atSample = new double[basis.points()];
        for (int i = 0; i < block.samples(); i++) {
            double x = basis.x(block.firstColumn() + i % block.columns());
            double y = basis.y(block.firstRow() + i / block.columns());
            basis.at(x, y, ThinPlateBasis.Radial.EVERYWHERE, atSample);
            for (int k = 0; k < values.length; k++) {
                values[k][i] = (float) atSample[k];
            }
        }
        return new Basis(values, block.samples());
    }

    @Override
    public void add(int tile, float[] f, float[] xs, float[] ys) {
        kernels.combine(tiles[tile], f, xs, ys);
    }

    @Override
    public void project(int tile, float[] dxs, float[] dys, double[] sums) {
        kernels.project(tiles[tile], dxs, dys, sums);
    }
}
