package org.stn4j.warp;

/** Sums over a thin-plate spline's basis, and over the pixels of a tile of the output. */
interface SplineSums {

    /** Floats of a table up to which it is made in any case: 64 MB. */
    long LARGEST_TABLE = 1 << 24;

    /** Floats of a table that is still read faster from a cache than interpolated: 16 MB. */
    long CACHED_TABLE = 1 << 22;

    /** The way that suits a basis and its output. */
    static SplineSums of(ThinPlateBasis basis, Tiling tiling) {
        long table = (long) basis.points() * tiling.output().pixels();
        boolean isNodes = table > (SplineNodes.suits(basis, tiling) ? CACHED_TABLE : LARGEST_TABLE);
        return isNodes ? new SplineNodes(basis, tiling) : new SplineTable(basis, tiling);
    }

    /** Adds Σ_k f_k·B_k to xs, and the same with the second half of f to ys. */
    void add(int tile, float[] f, float[] xs, float[] ys);

    /** Adds Σ_p dx(p)·B_k(p) to {@code sums[k]}, and the same of dy to {@code sums[K² + k]}. */
    void project(int tile, float[] dxs, float[] dys, double[] sums);
}
