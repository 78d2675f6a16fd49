package org.stn4j.warp;

/**
 * The warp written down as its definition, in double precision and normalised coordinates, one sample at a time, with
 * nothing shared with the code under test: what finite differences are taken of.
 */
final class ReferenceWarp {
    private final String transform;
    private final Geometry geometry;
    private final Interpolation interpolation;
    private final Padding padding;

    ReferenceWarp(String transform, Geometry geometry, Interpolation interpolation, Padding padding) {
        this.transform = transform;
        this.geometry = geometry;
        this.interpolation = interpolation;
        this.padding = padding;
    }

    /** {@code [C, H', W']} of {@code image [C, H, W]}. */
    double[] apply(double[] image, int channels, double[] theta) {
        int height = geometry.output().height();
        int width = geometry.output().width();
        double[] output = new double[channels * height * width];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double[] place = place(theta, row, column);
                for (int channel = 0; channel < channels; channel++) {
                    output[(channel * height + row) * width + column] = sample(image, channel, place[0], place[1]);
                }
            }
        }
        return output;
    }

    /** Pixel coordinates of the place that an output pixel looks at. */
    double[] place(double[] theta, int row, int column) {
        ImageSize in = geometry.input();
        ImageSize out = geometry.output();
        double x = normalised(column, out.width());
        double y = normalised(row, out.height());
        double[] t = theta;
        double[] place = switch (transform) {
            case "translation" -> new double[] {x + t[0], y + t[1]};
            case "attention" -> new double[] {t[0] * x + t[1], t[0] * y + t[2]};
            case "attention:0.4" -> new double[] {0.4 * x + t[0], 0.4 * y + t[1]};
            case "similarity" -> new double[] {t[0] * x - t[1] * y + t[2], t[1] * x + t[0] * y + t[3]};
            case "affine" -> new double[] {t[0] * x + t[1] * y + t[2], t[3] * x + t[4] * y + t[5]};
            case "projective" -> {
                double w = t[6] * x + t[7] * y + 1;
                yield new double[] {(t[0] * x + t[1] * y + t[2]) / w, (t[3] * x + t[4] * y + t[5]) / w};
            }
            case "flow" -> {
                int i = row * out.width() + column;
                yield new double[] {x + t[i], y + t[out.pixels() + i]};
            }
            default -> spline(t, x, y);
        };
        return new double[] {pixel(place[0], in.width()), pixel(place[1], in.height())};
    }

    private double normalised(int i, int n) {
        if (geometry.alignCorners()) {
            return n == 1 ? 0 : 2.0 * i / (n - 1) - 1;
        }
        return (2.0 * i + 1) / n - 1;
    }

    private double pixel(double coordinate, int n) {
        if (geometry.alignCorners()) {
            return (coordinate + 1) / 2 * (n - 1);
        }
        return ((coordinate + 1) * n - 1) / 2;
    }

    /** Solves for the spline's weights directly, as in Bookstein's paper, for each of the two coordinates. */
    private static double[] spline(double[] theta, double x, double y) {
        int points = theta.length / 2;
        int k = (int) Math.round(Math.sqrt(points));
        double[] lattice = new double[2 * points];
        for (int i = 0; i < points; i++) {
            lattice[2 * i] = 2.0 * (i % k) / (k - 1) - 1;
            int row = i / k;
            lattice[2 * i + 1] = 2.0 * row / (k - 1) - 1;
        }
        double[] place = new double[2];
        for (int axis = 0; axis < 2; axis++) {
            double[][] system = new double[points + 3][points + 4];
            for (int i = 0; i < points; i++) {
                for (int j = 0; j < points; j++) {
                    system[i][j] = radial(lattice[2 * i] - lattice[2 * j], lattice[2 * i + 1] - lattice[2 * j + 1]);
                }
                system[i][points] = system[points][i] = 1;
                system[i][points + 1] = system[points + 1][i] = lattice[2 * i];
                system[i][points + 2] = system[points + 2][i] = lattice[2 * i + 1];
                system[i][points + 3] = theta[axis * points + i];
            }
            double[] weights = gauss(system);
            double value = weights[points] + weights[points + 1] * x + weights[points + 2] * y;
            for (int j = 0; j < points; j++) {
                value += weights[j] * radial(x - lattice[2 * j], y - lattice[2 * j + 1]);
            }
            place[axis] = value;
        }
        return place;
    }

    private static double radial(double dx, double dy) {
        double r = Math.hypot(dx, dy);
        return r == 0 ? 0 : 2 * r * r * Math.log(r);
    }

    private static double[] gauss(double[][] m) {
        int n = m.length;
        for (int i = 0; i < n; i++) {
            int best = i;
            for (int r = i; r < n; r++) {
                best = Math.abs(m[r][i]) > Math.abs(m[best][i]) ? r : best;
            }
            double[] swap = m[i];
            m[i] = m[best];
            m[best] = swap;
            for (int r = i + 1; r < n; r++) {
                double f = m[r][i] / m[i][i];
                for (int c = i; c <= n; c++) {
                    m[r][c] -= f * m[i][c];
                }
            }
        }
        double[] solution = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            solution[i] = m[i][n];
            for (int c = i + 1; c < n; c++) {
                solution[i] -= m[i][c] * solution[c];
            }
            solution[i] /= m[i][i];
        }
        return solution;
    }

    private double sample(double[] image, int channel, double x, double y) {
        switch (interpolation) {
            case NEAREST -> {
                return pixelAt(image, channel, (int) Math.rint(x), (int) Math.rint(y));
            }
            case BILINEAR -> {
                int x0 = (int) Math.floor(x);
                int y0 = (int) Math.floor(y);
                double value = 0;
                for (int dy = 0; dy < 2; dy++) {
                    for (int dx = 0; dx < 2; dx++) {
                        double weight = (1 - Math.abs(x - x0 - dx)) * (1 - Math.abs(y - y0 - dy));
                        value += weight * pixelAt(image, channel, x0 + dx, y0 + dy);
                    }
                }
                return value;
            }
            default -> {
                int x0 = (int) Math.floor(x);
                int y0 = (int) Math.floor(y);
                double value = 0;
                for (int dy = -1; dy < 3; dy++) {
                    for (int dx = -1; dx < 3; dx++) {
                        value += keys(x - x0 - dx) * keys(y - y0 - dy) * pixelAt(image, channel, x0 + dx, y0 + dy);
                    }
                }
                return value;
            }
        }
    }

    /** Keys 1981, eq. 4, with a = -0.75. */
    private static double keys(double s) {
        double a = -0.75;
        double d = Math.abs(s);
        if (d <= 1) {
            return (a + 2) * d * d * d - (a + 3) * d * d + 1;
        }
        return d < 2 ? a * d * d * d - 5 * a * d * d + 8 * a * d - 4 * a : 0;
    }

    private double pixelAt(double[] image, int channel, int x, int y) {
        int width = geometry.input().width();
        int height = geometry.input().height();
        int column = ContinuedPlane.pixel(x, width, padding, geometry.alignCorners());
        int row = ContinuedPlane.pixel(y, height, padding, geometry.alignCorners());
        return column < 0 || row < 0 ? padding.value() : image[(channel * height + row) * width + column];
    }
}
