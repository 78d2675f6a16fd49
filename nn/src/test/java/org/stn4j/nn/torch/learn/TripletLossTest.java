package org.stn4j.nn.torch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.stn4j.nn.torch.Torch;

/** Against libtorch's own distance of two vectors, pair by pair; the other image of a pair has no gradient. */
class TripletLossTest {
    private static final int IMAGES = 6;
    private static final int FEATURES = 4;

    private static Tensor[] encodings() {
        Torch.seed(11);
        return new Tensor[] {
            torch.randn(IMAGES, FEATURES).set_requires_grad(true),
            torch.randn(IMAGES, FEATURES).set_requires_grad(true)
        };
    }

    private static Tensor squaredDistance(Tensor a, int i, Tensor b, int j) {
        Tensor one = torch.normalize(a).narrow(0, i, 1);
        Tensor other = torch.normalize(b).narrow(0, j, 1);
        return torch.pairwise_distance(one, other, 2, 0, false).square();
    }

    @Test
    @SuppressWarnings("try") // The scope is used by being open.
    void itIsTheHingeOfAllPairs() {
        try (PointerScope scope = new PointerScope()) {
            Tensor[] ours = encodings();
            Tensor[] theirs = encodings();
            float[] hinges = Values.floats(TripletLoss.hinges(ours[0], ours[1]));
            Tensor sum = torch.zeros(1);
            int zeros = 0;
            for (int n = 0; n < IMAGES; n++) {
                assertThat(hinges[n * IMAGES + n]).isZero();
                for (int m = 0; m < IMAGES; m++) {
                    if (m != n) {
                        Tensor hinge = squaredDistance(theirs[0], n, theirs[0].detach(), m)
                                .sub(squaredDistance(theirs[0], n, theirs[1], n))
                                .add(new Scalar(1))
                                .relu();
                        assertThat(hinges[n * IMAGES + m]).isCloseTo(hinge.item_float(), within(1e-5f));
                        zeros += hinge.item_float() == 0 ? 1 : 0;
                        sum = sum.add(hinge);
                    }
                }
            }
            // Both sides of the kink.
            assertThat(zeros).isBetween(1, IMAGES * (IMAGES - 1) - 1);
            TripletLoss.hinges(ours[0], ours[1]).sum().backward();
            sum.sum().backward();
            for (int i = 0; i < 2; i++) {
                assertThat(Values.floats(ours[i].grad()))
                        .containsExactly(Values.floats(theirs[i].grad()), within(1e-4f));
            }
        }
    }
}
