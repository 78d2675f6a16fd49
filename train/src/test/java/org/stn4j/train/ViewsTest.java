package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Shape;
import org.stn4j.nn.torch.learn.Learner;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.train.report.View;
import org.stn4j.warp.Affine;

class ViewsTest {
    private static final Dataset BARS = new Tiny.Bars(30, 5);
    private static final Distortion NONE = Distortions.named("none");

    private static Layer.SpatialTransformer transformer() {
        return new Layer.SpatialTransformer(new Affine(), List.of(), Optional.empty());
    }

    @Test
    void everyClassIsShownAlike() {
        List<Integer> shown = new Views(BARS, NONE).spread(7);

        assertThat(shown.stream().map(BARS::label)).containsExactly(0, 1, 2, 0, 1, 2, 0);
        assertThat(shown).doesNotHaveDuplicates();
    }

    @Test
    void whereAClassHasRunOutTheOthersAreShown() {
        Views uneven = new Views(new Tiny.Counted(4, 1, 1), NONE);

        assertThat(uneven.spread(3)).containsExactly(0, 4, 5);
        assertThat(uneven.spread(5)).hasSize(5).startsWith(0, 4, 5).doesNotHaveDuplicates();
        assertThat(uneven.spread(9)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    }

    @Test
    void aSmallSetIsShownWhole() {
        assertThat(new Views(new Tiny.Bars(4, 1), NONE).spread(20)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void transformersOnTheInputAreThoseWithNothingButAChoiceOfChannelsBefore() {
        Layer select = new Layer.Select(0, 1);
        Network network = new Network(
                "two",
                new Shape(2, 10, 10),
                List.of(
                        new Layer.Parallel(List.of(
                                List.of(select, transformer(), transformer()),
                                List.of(new Layer.Convolution(1, 1), transformer()),
                                List.of())),
                        transformer(),
                        new Layer.Dense(2)));

        assertThat(Views.onTheInput(network)).containsExactly("0.parallel/0/1.spatialTransformer");
    }

    @Test
    void aNewTransformerSeesTheWholeImage() {
        List<View> views;
        try (Learner learner = new Learner(
                Tiny.network(), Preprocessing.none(1), Tiny.options().build().learning(), "cpu", 1)) {
            Model model = new Model(
                    Tiny.network(), BARS.labels(), Preprocessing.none(1), Map.of(), learner.averagedWeights());
            try (Predictor predictor = new Predictor(model, "cpu")) {
                views = new Views(BARS, NONE).of(predictor, List.of(4, 11));
            }
        }
        float[] fourth = new float[100];
        BARS.read(4, fourth, 0);

        assertThat(views).hasSize(2);
        assertThat(views.get(0).label()).isEqualTo("lying");
        assertThat(views.get(1).label()).isEqualTo("leaning");
        assertThat(views.get(0).input().values()).isEqualTo(fourth);
        View.Look look = views.get(0).looks().get(0);
        assertThat(look.seen().values()).isEqualTo(fourth);
        assertThat(look.frame()).hasValueSatisfying(frame -> {
            assertThat(frame.top().get(0).x()).isZero();
            assertThat(frame.top().get(0).y()).isZero();
        });
    }
}
