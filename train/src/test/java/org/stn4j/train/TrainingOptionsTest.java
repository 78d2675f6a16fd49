package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stn4j.nn.torch.Precision;
import org.stn4j.nn.torch.learn.OptimizerSettings;

class TrainingOptionsTest {

    static Stream<UnaryOperator<TrainingOptions.Builder>> badValues() {
        double nan = Double.NaN;
        return Stream.of(
                b -> b.epochs(0),
                b -> b.epochs(-1),
                b -> b.minutes(0),
                b -> b.minutes(-1),
                b -> b.minutes(nan),
                b -> b.batchSize(0),
                b -> b.learningRate(0),
                b -> b.learningRate(nan),
                b -> b.learningRate(Double.POSITIVE_INFINITY),
                b -> b.localisationScale(-1),
                b -> b.localisationScale(nan),
                b -> b.clipNorm(-1),
                b -> b.labelSmoothing(1),
                b -> b.averageDecay(1),
                b -> b.averageDecay(nan),
                b -> b.outsidePenalty(-1),
                b -> b.outsidePenalty(nan),
                b -> b.bend(-0.1),
                b -> b.bend(1),
                b -> b.easeIn(-1),
                b -> b.epochs(4).easeIn(4),
                b -> b.beyond(-0.1),
                b -> b.beyond(1.1),
                b -> b.beyond(nan),
                b -> b.threads(-1),
                b -> b.checkpointSteps(-1),
                b -> b.patience(-1),
                b -> b.balance(-0.1),
                b -> b.balance(1.1),
                b -> b.outsideWarning(1.5),
                b -> b.optimizer(new OptimizerSettings.AdamW(-1)),
                b -> b.optimizer(new OptimizerSettings.Sgd(1, 0)),
                b -> b.optimizer(OptimizerSettings.named("adam", 0)));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void impossibleValuesAreRefusedInOneLine(UnaryOperator<TrainingOptions.Builder> change) {
        assertThatThrownBy(() -> change.apply(TrainingOptions.builder()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank()
                .doesNotContain("\n");
    }

    @Test
    void buildingWithoutChangesGivesTheDefaults() {
        assertThat(TrainingOptions.builder().build()).isEqualTo(TrainingOptions.DEFAULTS);
    }

    @Test
    void everySettingSurvivesBeingWrittenDown() {
        for (Schedule schedule :
                List.of(new Schedule.Cosine(0.1, 0.05), new Schedule.Step(0, 4, 0.3), new Schedule.Constant(1 / 3d))) {
            for (OptimizerSettings optimizer :
                    List.of(new OptimizerSettings.AdamW(0.8, 0.99, 1e-7, 0.02), new OptimizerSettings.Sgd(0.5, 1e-4))) {
                TrainingOptions options = TrainingOptions.builder()
                        .length(new TrainingOptions.Length(3, 0.1))
                        .batchSize(7)
                        .learningRate(1 / 7d)
                        .schedule(schedule)
                        .optimizer(optimizer)
                        .localisationScale(0.1)
                        .clipNorm(0)
                        .labelSmoothing(0.3)
                        .averageDecay(0.9)
                        .precision(Precision.BFLOAT16)
                        .outsidePenalty(0.3)
                        .bend(0.05)
                        .easeIn(2)
                        .beyond(0.15)
                        .seed(Long.MIN_VALUE)
                        .threads(3)
                        .device("cuda:1")
                        .checkpointSteps(9)
                        .patience(4)
                        .balance(0.5)
                        .outsideWarning(0.9)
                        .build();

                assertThat(Json.read(Json.write(options), TrainingOptions.class))
                        .isEqualTo(options);
            }
        }
    }

    @Test
    void runsFromBeforeThereWasAnOptionHaveNoneOfIt() {
        String json = Json.write(TrainingOptions.DEFAULTS);
        String before = json.replaceAll(
                ",\\s*\"(precision|outsidePenalty|bend|easeIn|beyond|patience|balance)\" : [^,}\\n]*", "");

        assertThat(before.lines().count()).isEqualTo(json.lines().count() - 7);
        assertThat(Json.read(before, TrainingOptions.class)).isEqualTo(TrainingOptions.DEFAULTS);
    }

    @Test
    void aLengthIsSaidInWords() {
        assertThat(new TrainingOptions.Length(7, 5.5).words()).isEqualTo("at most 7 epochs or 5.5 minutes");
        assertThat(new TrainingOptions.Length(1, 0).words()).isEqualTo("1 epoch");
        assertThat(new TrainingOptions.Length(0, 10).words()).isEqualTo("10 minutes");
    }
}
