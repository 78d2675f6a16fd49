package org.stn4j.nn.frame;

import java.nio.FloatBuffer;
import org.stn4j.warp.Block;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Mapping;
import org.stn4j.warp.Transform;

/** A {@link Lattice} for the warp's kernels to read through; it has no parameters, and nothing learns through it. */
record LatticeTransform(Lattice lattice) implements Transform {

    @Override
    public String name() {
        return "lattice";
    }

    @Override
    public int parameterCount(ImageSize output) {
        return 0;
    }

    @Override
    public float[] identity(ImageSize output) {
        return new float[0];
    }

    @Override
    public Mapping map(Geometry geometry) {
        return new LatticeMapping(lattice);
    }

    private record LatticeMapping(Lattice lattice) implements Mapping, Mapping.OfImage {

        @Override
        public int sums() {
            return 0;
        }

        @Override
        public OfImage ofImage(FloatBuffer theta, int offset) {
            return this;
        }

        @Override
        public void coordinates(Block block, float[] xs, float[] ys) {
            double[] x = new double[block.columns()];
            double[] y = new double[block.columns()];
            for (int row = 0; row < block.rows(); row++) {
                for (int column = 0; column < x.length; column++) {
                    x[column] = block.firstColumn() + column;
                    y[column] = block.firstRow() + row;
                }
                lattice.apply(x, y);
                for (int column = 0; column < x.length; column++) {
                    xs[row * x.length + column] = (float) x[column];
                    ys[row * x.length + column] = (float) y[column];
                }
            }
        }

        @Override
        public void gradient(
                Block block, float[] dxs, float[] dys, double[] sums, FloatBuffer thetaGradient, int offset) {
            throw new UnsupportedOperationException("a lattice is read through, and has no parameters to learn");
        }

        @Override
        public void finish(double[] sums, FloatBuffer thetaGradient, int offset) {
            throw new UnsupportedOperationException("a lattice is read through, and has no parameters to learn");
        }
    }
}
