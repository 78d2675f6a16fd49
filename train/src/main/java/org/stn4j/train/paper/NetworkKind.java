package org.stn4j.train.paper;

import java.util.Locale;
import java.util.Optional;
import org.stn4j.data.ImageShape;
import org.stn4j.nn.Network;
import org.stn4j.nn.Presets;
import org.stn4j.nn.Shape;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Projective;
import org.stn4j.warp.ThinPlateSpline;
import org.stn4j.warp.Transform;

/**
 * One of the paper's networks, whatever the pictures: a row of its tables.
 *
 * @param preset which one of {@link Presets}
 * @param transform what its transformer can do, if it has one
 */
record NetworkKind(String preset, Optional<Transform> transform) {
    static final NetworkKind FCN = new NetworkKind("fcn", Optional.empty());
    static final NetworkKind CNN = new NetworkKind("cnn", Optional.empty());
    static final NetworkKind ST_FCN_AFFINE = new NetworkKind("st-fcn", Optional.of(new Affine()));
    static final NetworkKind ST_FCN_PROJECTIVE = new NetworkKind("st-fcn", Optional.of(new Projective()));
    static final NetworkKind ST_FCN_TPS = new NetworkKind("st-fcn", Optional.of(new ThinPlateSpline()));
    static final NetworkKind ST_CNN_AFFINE = new NetworkKind("st-cnn", Optional.of(new Affine()));
    static final NetworkKind ST_CNN_PROJECTIVE = new NetworkKind("st-cnn", Optional.of(new Projective()));
    static final NetworkKind ST_CNN_TPS = new NetworkKind("st-cnn", Optional.of(new ThinPlateSpline()));

    /** As in the paper's table. */
    String label() {
        return preset.toUpperCase(Locale.ROOT)
                + transform
                        .map(t -> " " + (t.name().equals("tps") ? "TPS" : t.name()))
                        .orElse("");
    }

    /** As in the name of a cell. */
    String word() {
        return preset + transform.map(t -> "-" + t.name()).orElse("");
    }

    boolean isConvolutional() {
        return preset.endsWith("cnn");
    }

    /** The family of its transformer; of no meaning where it has none. */
    Transform family() {
        return transform.orElse(new Affine());
    }

    /** The network for pictures of a shape, with the paper's number of parameters. */
    Network network(ImageShape pictures, int classes) {
        return Presets.named(
                preset,
                new Presets.Settings(
                        new Shape(pictures.channels(), pictures.height(), pictures.width()),
                        classes,
                        family(),
                        Presets.PARAMETERS));
    }
}
