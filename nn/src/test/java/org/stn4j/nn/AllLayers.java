package org.stn4j.nn;

import java.util.List;
import java.util.Optional;
import org.stn4j.warp.Affine;
import org.stn4j.warp.FixedAttention;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.ThinPlateSpline;
import org.stn4j.warp.Translation;
import org.stn4j.warp.volume.VolumeSize;

/** A network that has every layer and every field of it. */
final class AllLayers {
    private AllLayers() {}

    static Network network() {
        return new Network(
                "every \"layer\" \\ é — one",
                new Shape(2, 20, 16),
                List.of(
                        splineWithTransformerInside(),
                        threeBranches(),
                        twoGlimpses(),
                        new Layer.BatchNorm(),
                        new Layer.GlobalAveragePool(),
                        new Layer.Dense(5)));
    }

    /** 2x20x16 to 2x12x9. */
    private static Layer splineWithTransformerInside() {
        Layer inner = new Layer.SpatialTransformer(
                new Translation(), List.of(), Optional.empty(), Interpolation.NEAREST, Padding.constant(-0.5f), true);
        return new Layer.SpatialTransformer(
                new ThinPlateSpline(5),
                List.of(new Layer.AveragePool(2), inner, new Layer.Dense(7), new Layer.Relu(), new Layer.Dropout(1e-4)),
                Optional.of(new ImageSize(12, 9)),
                Interpolation.BICUBIC,
                Padding.BORDER,
                false);
    }

    /** 2x12x9 to 6x6x5. */
    private static Layer threeBranches() {
        Layer transformer = new Layer.SpatialTransformer(
                        new Affine(),
                        List.of(new Layer.Dense(4)),
                        Optional.of(new ImageSize(6, 5)),
                        Interpolation.BILINEAR,
                        new Padding(Padding.Mode.REFLECTION, 0.25f),
                        false)
                .repeated(3);
        return new Layer.Parallel(List.of(
                List.of(new Layer.Select(0, 1), new Layer.Convolution(3, 3, 2, 1)),
                List.of(transformer, new Layer.Select(1, 1), new Layer.Parallel(List.of(List.of()))),
                List.of(new Layer.MaxPool(1, 2), new Layer.AveragePool(1), volume())));
    }

    /** 6x6x5 to 12x6x5. */
    private static Layer twoGlimpses() {
        return new Layer.Glimpses(
                List.of(new Layer.MaxPool(2), new Layer.InstanceNorm(), new Layer.Relu()),
                List.of(
                        new Layer.SpatialTransformer(new FixedAttention(0.25), List.of(), Optional.empty())
                                .startingAt(-0.5f, 1e-4f),
                        new Layer.SpatialTransformer(
                                new Translation(), List.of(new Layer.Dense(3)), Optional.of(new ImageSize(6, 5)))));
    }

    /** 2x6x5 as it is. */
    private static Layer volume() {
        return new Layer.VolumeTransformer(
                List.of(new Layer.Dense(3)),
                Optional.of(new VolumeSize(2, 6, 5)),
                Interpolation.NEAREST,
                Padding.constant(0.5f),
                true);
    }
}
