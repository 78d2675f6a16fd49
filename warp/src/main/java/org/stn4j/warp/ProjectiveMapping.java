package org.stn4j.warp;

import java.nio.FloatBuffer;
import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.LinearForm;
import org.stn4j.warp.threads.Pool;

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
        private float[] places = new float[0];

        void reserve(int samples) {
            if (x.length < samples) {
                x = new float[samples];
                y = new float[samples];
                w = new float[samples];
                places = new float[samples];
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
            LinearForm w = form(block, 2);
            int n = block.samples();
            float[] columns = pixels.columns();
            float[] rows = pixels.rows();
            kernels.quotients(columns, rows, n, form(block, 0), w, (float) geometry.inputCentreX(), xs);
            kernels.quotients(columns, rows, n, form(block, 1), w, (float) geometry.inputCentreY(), ys);
        }

        /** One of the three linear forms, from a block's first pixel on. */
        private LinearForm form(Block block, int row) {
            return new LinearForm((float) h[3 * row], (float) h[3 * row + 1], (float) start(block, row));
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

        /** The gradient of the three linear forms, sample by sample. */
        private void gradientOfForms(Block block, float[] dxs, float[] dys, Forms forms) {
            PixelOffsets pixels = offsets.of(block);
            LinearForm w = form(block, 2);
            int n = block.samples();
            float[] columns = pixels.columns();
            float[] rows = pixels.rows();
            kernels.divide(columns, rows, n, dxs, w, forms.x);
            kernels.divide(columns, rows, n, dys, w, forms.y);
            kernels.quotients(columns, rows, n, form(block, 0), w, 0, forms.places);
            multiply(forms.x, forms.places, n, forms.w);
            kernels.quotients(columns, rows, n, form(block, 1), w, 0, forms.places);
            multiplyAndAdd(forms.y, forms.places, n, forms.w);
        }

        private static void multiply(float[] a, float[] b, int n, float[] into) {
            for (int i = 0; i < n; i++) {
                into[i] = -(a[i] * b[i]);
            }
        }

        private static void multiplyAndAdd(float[] a, float[] b, int n, float[] into) {
            for (int i = 0; i < n; i++) {
                into[i] -= a[i] * b[i];
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
