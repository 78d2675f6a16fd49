package org.stn4j.examples.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.stn4j.nn.torch.Scopes;
import org.stn4j.nn.torch.Torch;

/** The example learns, and its transformer learns with it. */
class OwnNetworkTest {
    @Test
    void learns() {
        Torch.load();
        Torch.seed(1);
        OwnNetwork network = new OwnNetwork();
        // Chance would be 0.9.
        assertThat(OwnNetwork.train(network, 400)).isLessThan(0.6);
        Scopes.run(() -> {
            Tensor identity = Tensor.create(new float[] {1, 0, 0, 0, 1, 0});
            assertThat(torch.mean(torch.abs(network.theta().sub(identity))).item_float())
                    .as("how far the transformer is from the identity")
                    .isGreaterThan(0.02f);
        });
    }

    @Test
    void runsByItself() {
        OwnNetwork.main(new String[] {"3"});
    }
}
