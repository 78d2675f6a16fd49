package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stn4j.data.DataListener;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Shape;

class TrainingJobTest {

    private static void refused(Network network, String message) {
        refused(network, Tiny.options(), message);
    }

    private static void refused(Network network, TrainingOptions.Builder options, String message) {
        assertThatThrownBy(() -> Tiny.job(network, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void imagesThatDoNotFitAreNamedWithBothShapes() {
        refused(
                new Network("small", new Shape(1, 8, 10), List.of(new Layer.Dense(3))),
                "network small takes images of 1x8x10, and those of bars are 1x10x10 after distortion none");
    }

    @Test
    void soAreClasses() {
        refused(
                new Network("wide", new Shape(1, 10, 10), List.of(new Layer.Dense(4))),
                "network wide has 4 outputs, and bars has 3 classes");
    }

    @Test
    void aDistortionThatCannotGrowIsNotEasedIn() {
        refused(
                Tiny.network(),
                Tiny.options().easeIn(2),
                "distortion none changes nothing that could be eased in; take another one, or ease in over 0 epochs");
    }

    @Test
    void norIsOneGoneBeyondThatHasNoRange() {
        refused(
                Tiny.network(),
                Tiny.options().beyond(0.15),
                "distortion none has no range to go beyond; take another one, or go beyond it by 0");
    }

    @Test
    void norOneThatAlreadyFillsItsCanvas() {
        TrainingOptions options = Tiny.options().beyond(0.25).build();
        Network network = new Network("wide", new Shape(1, 60, 60), List.of(new Layer.Dense(10)));
        JobDescription description = new JobDescription("digits:10", "TC", network, Preprocessing.none(1), options);
        assertThatThrownBy(() -> description.open(DataListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "distortion TC puts pictures anywhere on their canvas: its strength is from 0 to 1, not 1.25; go beyond it by 0");
    }

    @Test
    void unknownDataAndDistortionsAreNamed() {
        TrainingOptions options = Tiny.options().build();
        Preprocessing none = Preprocessing.none(1);

        assertThatThrownBy(() ->
                        new JobDescription("bars", "none", Tiny.network(), none, options).open(DataListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'bars'");
        assertThatThrownBy(() ->
                        new JobDescription("digits:10", "X", Tiny.network(), none, options).open(DataListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'X'");
    }
}
