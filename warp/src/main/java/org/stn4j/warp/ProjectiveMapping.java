package org.stn4j.warp;

import java.nio.FloatBuffer;
import org.stn4j.warp.kernel.Kernels;

/** Rows of a projective map: numerators and denominator are linear, and their quotient is taken sample by sample. */
final class ProjectiveMapping implements Mapping {
    private final Geometry geometry;
    private final PixelOffsets.Cache offsets = new PixelOffsets.Cache();
    private final Pool<Forms> scratch = new Pool<>(Forms::new);
    private final Kernels kernels = Kernels.active();

    ProjectiveMapping(Geometry geometry) {
        this.geometry = geometry;
    }

    /** For the two numerators and the denominator: the sums of gradient·u, gradient·v and gradient. */
    @Override
    public int sums() {
        return 9;
    }

    @Override
    public OfImage ofImage(FloatBuffer theta, int offset) {
        double[] h = new double[8];
        for (int i = 0; i < 8; i++) {
            h[i] = theta.get(offset + i);
        }
        return new ProjectiveOfImage(h);
    }

    /** Gradients of the two numerators and of the denominator, for each sample of a block. */
    private static final class Forms {
        private float[] x = new float[0];
        private float[] y = new float[0];
        private float[] w = new float[0];

        void reserve(int samples) {
            if (x.length < samples) {
                x = new float[samples];
                y = new float[samples];
                w = new float[samples];
            }
        }
    }

    private final class ProjectiveOfImage implements OfImage {
        /** The homography in pixels from the centres of both images. */
        private final double[] h;

        ProjectiveOfImage(double[] theta) {
            double sx = geometry.inputScaleX();
            double sy = geometry.inputScaleY();
            double ox = geometry.outputScaleX();
            double oy = geometry.outputScaleY();
            this.h = new double[] {
                theta[0] * (sx / ox),
                theta[1] * (sx / oy),
                theta[2] * sx,
                theta[3] * (sy / ox),
                theta[4] * (sy / oy),
                theta[5] * sy,
                theta[6] / ox,
                theta[7] / oy
            };
        }

        /** One of the three linear forms at a block's first pixel. */
        private double start(Block block, int row) {
            double u = geometry.outputOffsetX(block.firstColumn());
            double v = geometry.outputOffsetY(block.firstRow());
            return h[3 * row] * u + h[3 * row + 1] * v + (row < 2 ? h[3 * row + 2] : 1);
        }

        @Override
        public void coordinates(Block block, float[] xs, float[] ys) {
            PixelOffsets pixels = offsets.of(block);
            float[] columns = pixels.columns();
            float[] rows = pixels.rows();
            float a = (float) h[0];
            float b = (float) h[1];
            float d = (float) h[3];
            float e = (float) h[4];
            float g = (float) h[6];
            float k = (float) h[7];
            float startX = (float) start(block, 0);
            float startY = (float) start(block, 1);
            float startW = (float) start(block, 2);
            float centreX = (float) geometry.inputCentreX();
            float centreY = (float) geometry.inputCentreY();
            for (int i = 0; i < columns.length; i++) {
                float inverse = 1 / (g * columns[i] + k * rows[i] + startW);
                xs[i] = (a * columns[i] + b * rows[i] + startX) * inverse + centreX;
                ys[i] = (d * columns[i] + e * rows[i] + startY) * inverse + centreY;
            }
        }

        @Override
        public void gradient(
                Block block, float[] dxs, float[] dys, double[] sums, FloatBuffer thetaGradient, int offset) {
            Forms forms = scratch.take();
            forms.reserve(block.samples());
            gradientOfForms(block, dxs, dys, forms);
            PixelOffsets pixels = offsets.of(block);
            Kernels.Moments x = kernels.moments(forms.x, pixels.columns(), pixels.rows(), block.samples());
            Kernels.Moments y = kernels.moments(forms.y, pixels.columns(), pixels.rows(), block.samples());
            Kernels.Moments w = kernels.moments(forms.w, pixels.columns(), pixels.rows(), block.samples());
            scratch.giveBack(forms);
            if (isFinite(x) && isFinite(y) && isFinite(w)) {
                add(block, x.first(), x.second(), x.zeroth(), sums, 0);
                add(block, y.first(), y.second(), y.zeroth(), sums, 3);
                add(block, w.first(), w.second(), w.zeroth(), sums, 6);
            } else {
                addInDoublePrecision(block, dxs, dys, sums);
            }
        }

        private static boolean isFinite(Kernels.Moments moments) {
            return Double.isFinite(moments.zeroth() + moments.first() + moments.second());
        }

        /** The gradient of the three linear forms, sample by sample: a loop that compilers turn into vector code. */
        private void gradientOfForms(Block block, float[] dxs, float[] dys, Forms forms) {
            PixelOffsets pixels = offsets.of(block);
            float[] columns = pixels.columns();
            float[] rows = pixels.rows();
            float[] xs = forms.x;
            float[] ys = forms.y;
            float[] ws = forms.w;
            float a = (float) h[0];
            float b = (float) h[1];
            float d = (float) h[3];
            float e = (float) h[4];
            float g = (float) h[6];
            float k = (float) h[7];
            float startX = (float) start(block, 0);
            float startY = (float) start(block, 1);
            float startW = (float) start(block, 2);
            for (int i = 0; i < columns.length; i++) {
                float inverse = 1 / (g * columns[i] + k * rows[i] + startW);
                float dx = dxs[i] * inverse;
                float dy = dys[i] * inverse;
                xs[i] = dx;
                ys[i] = dy;
                ws[i] = -(dx * ((a * columns[i] + b * rows[i] + startX) * inverse)
                        + dy * ((d * columns[i] + e * rows[i] + startY) * inverse));
            }
        }

        /**
         * The same where single precision is not enough: far away, where a mirrored image still has slopes, and at
         * undefined places, whose gradient of zero times an infinite inverse would be NaN.
         */
        private void addInDoublePrecision(Block block, float[] dxs, float[] dys, double[] sums) {
            PixelOffsets pixels = offsets.of(block);
            double startX = start(block, 0);
            double startY = start(block, 1);
            // Rounded as in the forward pass: what is near zero there must not be zero here.
            float g = (float) h[6];
            float k = (float) h[7];
            float startW = (float) start(block, 2);
            double x = 0;
            double xu = 0;
            double xv = 0;
            double y = 0;
            double yu = 0;
            double yv = 0;
            double w = 0;
            double wu = 0;
            double wv = 0;
            for (int i = 0; i < block.samples(); i++) {
                double dx = dxs[i];
                double dy = dys[i];
                // Undefined places have no gradient, and zero times their infinite or NaN inverse would be NaN.
                if (dx == 0 && dy == 0) {
                    continue;
                }
                double u = pixels.columns()[i];
                double v = pixels.rows()[i];
                double inverse = 1.0 / (g * pixels.columns()[i] + k * pixels.rows()[i] + startW);
                dx *= inverse;
                dy *= inverse;
                double dw = -(dx * ((h[0] * u + h[1] * v + startX) * inverse)
                        + dy * ((h[3] * u + h[4] * v + startY) * inverse));
                x += dx;
                xu += dx * u;
                xv += dx * v;
                y += dy;
                yu += dy * u;
                yv += dy * v;
                w += dw;
                wu += dw * u;
                wv += dw * v;
            }
            add(block, xu, xv, x, sums, 0);
            add(block, yu, yv, y, sums, 3);
            add(block, wu, wv, w, sums, 6);
        }

        private void add(Block block, double first, double second, double zeroth, double[] sums, int at) {
            sums[at] += first + zeroth * geometry.outputOffsetX(block.firstColumn());
            sums[at + 1] += second + zeroth * geometry.outputOffsetY(block.firstRow());
            sums[at + 2] += zeroth;
        }

        @Override
        public void finish(double[] sums, FloatBuffer thetaGradient, int offset) {
            double sx = geometry.inputScaleX();
            double sy = geometry.inputScaleY();
            double ox = geometry.outputScaleX();
            double oy = geometry.outputScaleY();
            double[] scales = {sx / ox, sx / oy, sx, sy / ox, sy / oy, sy, 1 / ox, 1 / oy};
            for (int i = 0; i < 8; i++) {
                thetaGradient.put(offset + i, (float) (sums[i] * scales[i]));
            }
        }
    }
}
