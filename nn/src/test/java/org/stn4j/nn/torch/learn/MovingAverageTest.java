package org.stn4j.nn.torch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stn4j.nn.torch.Torch;

class MovingAverageTest {
    private PointerScope scope;

    @BeforeEach
    void open() {
        Torch.load();
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Tensor tensor(float value) {
        return Tensor.create(new float[] {value}, 1);
    }

    @Test
    void theRampByHand() {
        assertThat(MovingAverage.decay(0.999, 1)).isEqualTo(2 / 11.0);
        assertThat(MovingAverage.decay(0.999, 10)).isEqualTo(11 / 20.0);
        assertThat(MovingAverage.decay(0.999, 1_000_000)).isEqualTo(0.999);
        assertThat(MovingAverage.decay(0, 5)).isZero();
    }

    @Test
    void threeStepsByHand() {
        Tensor weight = tensor(0);
        Tensor average = tensor(0);
        MovingAverage moving = new MovingAverage(Map.of("w", weight), Map.of("w", average), 0.2);

        // Decays 2/11, 0.2 and 0.2: the ramp reaches 3/12 = 0.25 at the second step.
        float[] expected = {9 / 11f * 11, 0.2f * 9 + 0.8f * 10, 0.2f * 9.8f + 0.8f * 5};
        float[] values = {11, 10, 5};
        for (int step = 1; step <= 3; step++) {
            weight.copy_(tensor(values[step - 1]));
            moving.update(step);
            assertThat(average.item_float()).isCloseTo(expected[step - 1], within(1e-5f));
        }
    }

    @Test
    void withoutDecayTheAverageIsTheWeight() {
        Tensor weight = tensor(0.1f);
        Tensor average = tensor(123456);
        new MovingAverage(Map.of("w", weight), Map.of("w", average), 0).update(7);

        assertThat(average.item_float()).isEqualTo(0.1f);
    }

    @Test
    void otherNamesAreRefused() {
        Map<String, Tensor> weights = Map.of("w", tensor(0));
        Map<String, Tensor> averages = Map.of("v", tensor(0));

        assertThatThrownBy(() -> new MovingAverage(weights, averages, 0.5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
