package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.nn.Look;
import org.stn4j.nn.Model;
import org.stn4j.nn.ModelFile;
import org.stn4j.nn.Network;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.nn.Parameter;
import org.stn4j.nn.Parameters;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.TensorData;
import org.stn4j.nn.torch.learn.Predictor;

class ExaminerTest {
    private static final String TRANSFORMER = "0.spatialTransformer";

    @TempDir
    static Path folder;

    private static TrainingJob job;
    private static Model model;
    private static Findings findings;

    @BeforeAll
    static void train() throws IOException {
        job = Tiny.job(Tiny.options().epochs(8));
        TrainingResult result =
                Tiny.trainer(job, folder, TrainingListener.SILENT).run(() -> false);
        model = ModelFile.read(result.directory().model());
        findings = result.findings().orElseThrow();
    }

    private static Examiner examiner() {
        return new Examiner(job.splits().test(), job.distortion(), "cpu", 1);
    }

    /** The network of the same weights without the layer, which is of equal size. */
    @Test
    void switchedOffIsAsIfItWereNotThere() {
        Network network = model.network();
        Map<String, TensorData> weights = new LinkedHashMap<>();
        model.weights().forEach((name, tensor) -> {
            int dot = name.indexOf('.');
            int index = Integer.parseInt(name.substring(0, dot));
            if (index > 0) {
                weights.put((index - 1) + name.substring(dot), tensor);
            }
        });
        List<org.stn4j.nn.Layer> layers =
                network.layers().subList(1, network.layers().size());
        Model without = new Model(
                new Network("without", network.input(), layers),
                model.labels(),
                model.preprocessing(),
                Map.of(),
                weights);
        try (Predictor predictor = new Predictor(without, "cpu")) {
            Findings expected = examiner().examine(without, predictor, Examiner.Depth.TRANSFORMERS);

            assertThat(expected.switchedOff()).isEmpty();
            assertThat(findings.switchedOff()).hasSize(1);
            assertThat(findings.switchedOff().get(0).transformers()).containsExactly(TRANSFORMER);
            assertThat(findings.switchedOff().get(0).loss())
                    .isEqualTo(expected.evaluation().loss());
            assertThat(findings.switchedOff().get(0).errorRate())
                    .isEqualTo(expected.evaluation().errorRate());
            assertThat(expected.evaluation().loss())
                    .isNotEqualTo(findings.evaluation().loss());
        }
    }

    @Test
    void aRepeatedOneThatIsSwitchedOffShowsItsInputToo() {
        Network network = NetworkYaml.parse("name: looks\ninput: 1x10x10\nlayers:\n- spatialTransformer: {transform:"
                + " projective, repeat: 3, localisation: [{dense: 4}]}\n- dense: 3\n");
        Map<String, TensorData> weights = new LinkedHashMap<>();
        for (Parameter parameter : Parameters.of(network)) {
            float[] values = new float[(int) parameter.values()];
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.1f * (i % 7);
            }
            weights.put(parameter.name(), new TensorData(parameter.shape(), values));
        }
        Model looking = new Model(network, List.of("a", "b", "c"), Preprocessing.none(1), Map.of(), weights);
        float[] image = new float[100];
        for (int i = 0; i < image.length; i++) {
            image[i] = i / 100f;
        }
        try (Predictor predictor = new Predictor(SwitchedOff.of(looking, List.of(TRANSFORMER)), "cpu")) {
            Look look = predictor.answer(image, 1).looks().get(0);
            assertThat(look.theta()).containsExactly(1, 0, 0, 0, 1, 0, 0, 0);
            assertThat(look.output()).containsExactly(image);
        }
    }

    @Test
    void transformersThatAreNotThereCannotBeSwitchedOff() {
        assertThatThrownBy(() -> SwitchedOff.of(model, List.of("3.spatialTransformer")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3.spatialTransformer");
    }

    @Test
    void unchangedPicturesAreAnsweredAsInTheEvaluation() {
        Robustness robustness = findings.robustness().orElseThrow();
        Robustness.Point unchanged = point(robustness.angle(), 0);

        assertThat(robustness.images()).isEqualTo(90);
        assertThat(unchanged.network().stable()).isEqualTo(1);
        assertThat(unchanged.network().accuracy())
                .isCloseTo(1 - findings.evaluation().errorRate(), within(1e-12));
        assertThat(unchanged.switchedOff().accuracy())
                .isCloseTo(1 - findings.switchedOff().get(0).errorRate(), within(1e-12));
        assertThat(point(robustness.shift(), 0).network())
                .isEqualTo(point(robustness.scale(), 1).network());
    }

    /** Bars that stand lie then, and the other way round; upside down they are what they were. */
    @Test
    void aQuarterTurnChangesTheClassAndHalfATurnDoesNot() {
        Robustness robustness = findings.robustness().orElseThrow();

        assertThat(point(robustness.angle(), 0).network().accuracy()).isGreaterThan(0.9);
        assertThat(point(robustness.angle(), 90).network().accuracy()).isLessThan(0.45);
        assertThat(point(robustness.angle(), 180).network().accuracy()).isGreaterThan(0.75);
        assertThat(point(robustness.angle(), 90).network().stable())
                .isLessThan(point(robustness.angle(), 180).network().stable());
    }

    private static Robustness.Point point(List<Robustness.Point> points, double strength) {
        return points.stream()
                .filter(point -> point.strength() == strength)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void asManyPicturesAreTurnedAsAreWantedAndThereAre() {
        assertThat(turned(30)).isEqualTo(30);
        assertThat(turned(1000)).isEqualTo(90);
        assertThatThrownBy(() -> turned(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> turned(200_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("robustness is measured on at most 200000 images of 1x10x10, not 200001");
    }

    private static int turned(int wanted) {
        try (Predictor predictor = new Predictor(model, "cpu")) {
            return new Examiner(job.splits().test(), job.distortion(), "cpu", 1, wanted)
                    .examine(model, predictor, Examiner.Depth.ROBUSTNESS)
                    .robustness()
                    .orElseThrow()
                    .images();
        }
    }

    @Test
    void costlyNetworksAreMeasuredOnFewerPictures() {
        assertThat(RobustnessMeter.usualImages(Tiny.network())).isEqualTo(500);
        Network large = new Network(
                "large",
                new org.stn4j.nn.Shape(3, 224, 224),
                List.of(new org.stn4j.nn.Layer.Convolution(64, 7), new org.stn4j.nn.Layer.Dense(3)));
        assertThat(RobustnessMeter.usualImages(large)).isEqualTo(60);
    }
}
