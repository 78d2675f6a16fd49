package org.stn4j.bench;

/** What is measured of a warp. */
public enum Pass {
    FORWARD("forward"),
    THETA("forward + backward, theta"),
    THETA_AND_IMAGE("forward + backward, theta and image");

    private final String label;

    Pass(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
