package org.stn4j.examples.training;

import java.nio.FloatBuffer;
import org.stn4j.warp.Block;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Mapping;
import org.stn4j.warp.Transform;

/** Rotation: x_in = cos θ0·x - sin θ0·y, y_in = sin θ0·x + cos θ0·y, θ0 in radians. */
public record Rotation() implements Transform {
    @Override
    public String name() {
        return "rotation";
    }

    @Override
    public int parameterCount(ImageSize output) {
        return 1;
    }

    @Override
    public float[] identity(ImageSize output) {
        return new float[] {0};
    }

    @Override
    public Mapping map(Geometry geometry) {
        return new Turn(geometry);
    }

    private record Turn(Geometry geometry) implements Mapping {
        @Override
        public int sums() {
            return 1;
        }

        @Override
        public OfImage ofImage(FloatBuffer theta, int offset) {
            double angle = theta.get(offset);
            return new TurnOfImage(geometry, Math.cos(angle), Math.sin(angle));
        }
    }

    private record TurnOfImage(Geometry geometry, double cos, double sin) implements Mapping.OfImage {
        private double x(int column) {
            return geometry.outputOffsetX(column) / geometry.outputScaleX();
        }

        private double y(int row) {
            return geometry.outputOffsetY(row) / geometry.outputScaleY();
        }

        @Override
        public void coordinates(Block block, float[] xs, float[] ys) {
            int i = 0;
            for (int row = block.firstRow(); row < block.endRow(); row++) {
                for (int column = block.firstColumn(); column < block.endColumn(); column++) {
                    double x = cos * x(column) - sin * y(row);
                    double y = sin * x(column) + cos * y(row);
                    xs[i] = (float) (geometry.inputCentreX() + geometry.inputScaleX() * x);
                    ys[i++] = (float) (geometry.inputCentreY() + geometry.inputScaleY() * y);
                }
            }
        }

        @Override
        public void gradient(
                Block block, float[] dxs, float[] dys, double[] sums, FloatBuffer thetaGradient, int offset) {
            int i = 0;
            for (int row = block.firstRow(); row < block.endRow(); row++) {
                for (int column = block.firstColumn(); column < block.endColumn(); column++) {
                    double dx = geometry.inputScaleX() * (-sin * x(column) - cos * y(row));
                    double dy = geometry.inputScaleY() * (cos * x(column) - sin * y(row));
                    sums[0] += dxs[i] * dx + dys[i] * dy;
                    i++;
                }
            }
        }

        @Override
        public void finish(double[] sums, FloatBuffer thetaGradient, int offset) {
            thetaGradient.put(offset, (float) sums[0]);
        }
    }
}
