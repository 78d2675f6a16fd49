package org.stn4j.warp.volume;

/**
 * Number of slices, rows and columns of a volume.
 *
 * @param depth number of slices, at least 1
 * @param height number of rows, at least 1
 * @param width number of columns, at least 1
 */
public record VolumeSize(int depth, int height, int width) {
    public VolumeSize {
        if (depth < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a volume has at least one slice, row and column, not " + depth + "x" + height + "x" + width);
        }
        if ((double) depth * height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a volume has at most 2^31-1 voxels, not " + depth + "x" + height + "x" + width);
        }
    }

    /** A cube. */
    public static VolumeSize cube(int side) {
        return new VolumeSize(side, side, side);
    }

    /** The size of a text such as {@code 28x28x28}: slices, rows, columns. */
    public static VolumeSize parse(String text) {
        if (!text.matches("\\d{1,9}x\\d{1,9}x\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "the size of a volume is slices x rows x columns, such as 28x28x28, not '" + text + "'");
        }
        String[] sides = text.split("x", -1);
        return new VolumeSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), Integer.parseInt(sides[2]));
    }

    /** Number of voxels. */
    public int voxels() {
        return depth * height * width;
    }

    @Override
    public String toString() {
        return depth + "x" + height + "x" + width;
    }
}
