package org.stn4j.onnx;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.stn4j.warp.Interpolation;

/** A version of ONNX's operators that networks are exported to. */
public enum Opset {
    /** Of 2022, which brought {@code GridSample}: understood by the most programs. */
    V16(16, 8),
    /** Of 2023, which brought {@code AffineGrid}. */
    V20(20, 9);

    private final int version;
    private final int fileFormat;

    Opset(int version, int fileFormat) {
        this.version = version;
        this.fileFormat = fileFormat;
    }

    /**
     * The operators of a version.
     *
     * @throws IllegalArgumentException if networks are not exported to it, naming those that they are
     */
    public static Opset of(int version) {
        return Arrays.stream(values())
                .filter(opset -> opset.version == version)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no export to opset " + version + "; choose "
                        + Arrays.stream(values())
                                .map(opset -> Integer.toString(opset.version))
                                .collect(Collectors.joining(" or "))));
    }

    /** ONNX's number of it. */
    public int version() {
        return version;
    }

    /** The version of the file format (ONNX's "IR") that came out with it. */
    int fileFormat() {
        return fileFormat;
    }

    boolean hasAffineGrid() {
        return version >= 20;
    }

    boolean hasVolumes() {
        return version >= 20;
    }

    /** The mode of {@code GridSample}; the names changed when it learned of volumes. */
    String mode(Interpolation interpolation) {
        return switch (interpolation) {
            case NEAREST -> "nearest";
            case BILINEAR -> hasVolumes() ? "linear" : "bilinear";
            case BICUBIC -> hasVolumes() ? "cubic" : "bicubic";
        };
    }
}
