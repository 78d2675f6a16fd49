package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.stn4j.nn.torch.Precision;
import org.stn4j.nn.torch.learn.OptimizerSettings;
import org.stn4j.train.Schedule;
import org.stn4j.train.TrainingOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LearningOptionsTest {

    /** The options alone. */
    @Command
    private static final class Host {
        @Mixin
        private LearningOptions learning;
    }

    private static TrainingOptions parsed(String... words) {
        Host host = new Host();
        CommandLine line = new CommandLine(host);
        Converters.register(line);
        line.parseArgs(words);
        return host.learning.options(TrainingOptions.DEFAULTS);
    }

    @Test
    void withoutOptionsAreTheDefaults() {
        assertThat(parsed()).isEqualTo(TrainingOptions.DEFAULTS);
    }

    @Test
    void eachOptionSetsItsOwnAndNoOther() {
        TrainingOptions.Builder expected = TrainingOptions.builder()
                .epochs(3)
                .batchSize(17)
                .learningRate(0.25)
                .localisationScale(0.75)
                .outsidePenalty(0.625)
                .optimizer(new OptimizerSettings.Sgd(0.9, 0.125))
                .schedule(new Schedule.Constant(0.5))
                .clipNorm(2)
                .labelSmoothing(0.1)
                .averageDecay(0.5)
                .precision(Precision.BFLOAT16)
                .bend(0.25)
                .easeIn(2)
                .beyond(0.5)
                .seed(99)
                .threads(1)
                .device("cuda");
        assertThat(parsed(
                        "--epochs=3",
                        "--batch-size=17",
                        "--lr=0.25",
                        "--localisation-lr-scale=0.75",
                        "--outside-penalty=0.625",
                        "--optimizer=sgd",
                        "--weight-decay=0.125",
                        "--schedule=constant",
                        "--warm-up=0.5",
                        "--clip=2",
                        "--label-smoothing=0.1",
                        "--average-decay=0.5",
                        "--precision=bfloat16",
                        "--bend=0.25",
                        "--ease-in=2",
                        "--beyond=0.5",
                        "--seed=99",
                        "--threads=1",
                        "--device=cuda"))
                .isEqualTo(expected.build());
    }

    @Test
    void epochsAndMinutes() {
        assertThat(parsed("--minutes=2").length()).isEqualTo(new TrainingOptions.Length(0, 2));
        assertThat(parsed("--epochs=4").length()).isEqualTo(new TrainingOptions.Length(4, 0));
        assertThat(parsed("--epochs=4", "--minutes=2").length()).isEqualTo(new TrainingOptions.Length(4, 2));
    }

    @Test
    void anOptimizerBringsItsUsualDecay() {
        assertThat(parsed("--optimizer=sgd").learning().optimizer().weightDecay())
                .isZero();
        assertThat(parsed("--optimizer=adamw").learning().optimizer())
                .isEqualTo(TrainingOptions.DEFAULTS.learning().optimizer());
    }

    @Test
    void theHelpTellsTheDefaults() {
        String help = new CommandLine(new Host())
                .setUsageHelpWidth(1000)
                .getUsageMessage()
                .replaceAll("\\s+", " ");
        TrainingOptions usual = TrainingOptions.DEFAULTS;
        assertThat(help)
                .contains("without --minutes, " + usual.length().epochs() + " by default")
                .contains("fits itself; " + number(usual.length().minutes()) + " by default")
                .contains("Images of one step; " + usual.batchSize() + " by default")
                .contains("Highest learning rate; " + number(usual.learningRate()) + " by default")
                .contains("share of --lr; " + number(usual.learning().localisationScale()) + " by default")
                .contains("leads them back; " + number(usual.learning().outsidePenalty()) + " by default")
                .contains(usual.learning().optimizer().name() + " (default)")
                .contains(usual.schedule().name() + " (default)")
                .contains("rises from 0; " + number(usual.schedule().warmUp()) + " by default")
                .contains("are shortened; " + number(usual.learning().clipNorm()) + " by default")
                .contains("to all classes; " + number(usual.learning().labelSmoothing()) + " by default")
                .contains("follow; " + number(usual.learning().averageDecay()) + " by default")
                .contains("dropout; " + usual.seed() + " by default");
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
