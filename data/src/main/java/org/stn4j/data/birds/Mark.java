package org.stn4j.data.birds;

/** A form within the unit circle; u points along the body, v across it. */
enum Mark {
    /** All of it. */
    PLAIN {
        @Override
        boolean covers(double u, double v) {
            return radius(u, v) <= 1;
        }
    },
    // On heads.
    RING {
        @Override
        boolean covers(double u, double v) {
            return radius(u, v) > 0.45 && radius(u, v) < 0.85;
        }
    },
    CROSS {
        @Override
        boolean covers(double u, double v) {
            return Math.min(Math.abs(u), Math.abs(v)) < 0.22 && radius(u, v) < 0.9;
        }
    },
    BAND {
        @Override
        boolean covers(double u, double v) {
            return Math.abs(u) < 0.28 && radius(u, v) < 0.9;
        }
    },
    HALF {
        @Override
        boolean covers(double u, double v) {
            return u > 0.1 && radius(u, v) < 0.9;
        }
    },
    // On tails.
    WEDGE {
        @Override
        boolean covers(double u, double v) {
            return u > -0.7 && Math.abs(v) < (0.75 - u) / 2;
        }
    },
    STRIPES {
        @Override
        boolean covers(double u, double v) {
            return Math.abs(v) > 0.2 && Math.abs(v) < 0.6 && Math.abs(u) < 0.7;
        }
    },
    FRAME {
        @Override
        boolean covers(double u, double v) {
            double distance = Math.max(Math.abs(u), Math.abs(v));
            return distance > 0.35 && distance < 0.68;
        }
    },
    DOT {
        @Override
        boolean covers(double u, double v) {
            return radius(u, v) < 0.45;
        }
    };

    /** Whether a place belongs to it. */
    abstract boolean covers(double u, double v);

    private static double radius(double u, double v) {
        return Math.sqrt(u * u + v * v);
    }
}
