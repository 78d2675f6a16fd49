package org.stn4j.nn.frame;

import java.nio.FloatBuffer;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Warp;

/**
 * A map that is known at the nodes of a lattice, bilinear between them, and continued linearly beyond.
 *
 * <p>Coordinates of nodes are (column, row), the first is 0.
 *
 * @param size rows and columns of nodes
 * @param toNodes from the pixels that are mapped to coordinates of nodes
 * @param xs where each node is mapped to, row by row
 */
record Lattice(ImageSize size, Homography toNodes, double[] xs, double[] ys) implements PixelMap {
    /** Fine enough for thin-plate splines: a cell is a quarter of the pixel that a network sees, or less. */
    private static final ImageSize FINE = new ImageSize(128, 128);

    /** A family's map of some parameters, asked at the nodes. */
    static Lattice of(Transform transform, Geometry geometry, FloatBuffer theta) {
        // A dense family has parameters for the network's own pixels, and knows of no others.
        boolean isDense = transform.parameterCount(FINE) != transform.parameterCount(geometry.output());
        ImageSize nodes = isDense ? geometry.output() : FINE;
        Geometry asked = new Geometry(geometry.input(), nodes, geometry.alignCorners());
        float[] parameters = new float[transform.parameterCount(nodes)];
        theta.duplicate().get(parameters);
        float[][] places = new Warp(transform, asked).coordinates(parameters);
        Homography toNodes = Homography.outputToNormalised(geometry)
                .then(Homography.scaling(
                        asked.outputScaleX(), -asked.outputOffsetX(0), asked.outputScaleY(), -asked.outputOffsetY(0)));
        return new Lattice(nodes, toNodes, doubles(places[0]), doubles(places[1]));
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** A homography, and then this map. */
    Lattice after(Homography before) {
        return new Lattice(size, before.then(toNodes), xs, ys);
    }

    @Override
    public PixelMap then(PixelMap next) {
        double[] x = xs.clone();
        double[] y = ys.clone();
        next.apply(x, y);
        return new Lattice(size, toNodes, x, y);
    }

    @Override
    public void apply(double[] x, double[] y) {
        toNodes.apply(x, y);
        for (int i = 0; i < x.length; i++) {
            double column = x[i];
            double row = y[i];
            x[i] = at(xs, column, row);
            y[i] = at(ys, column, row);
        }
    }

    private double at(double[] values, double column, double row) {
        int left = cell(column, size.width());
        int top = cell(row, size.height());
        int right = Math.min(left + 1, size.width() - 1);
        int bottom = Math.min(top + 1, size.height() - 1);
        double u = column - left;
        double v = row - top;
        double above = (1 - u) * values[top * size.width() + left] + u * values[top * size.width() + right];
        double below = (1 - u) * values[bottom * size.width() + left] + u * values[bottom * size.width() + right];
        return (1 - v) * above + v * below;
    }

    /** The first node of the cell that a coordinate lies in, or of the one nearest to it. */
    static int cell(double coordinate, int nodes) {
        return Math.max(0, Math.min((int) Math.floor(coordinate), nodes - 2));
    }

    @Override
    public Parameters between(Geometry geometry) {
        return new Parameters(new LatticeTransform(this), new float[0]);
    }
}
