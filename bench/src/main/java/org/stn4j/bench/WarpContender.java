package org.stn4j.bench;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * One way to warp, and to go back.
 *
 * <p>Results are tensors of libtorch's, allocated anew at each run on all sides. They lie in native memory, where no
 * compiler can see that nobody reads them.
 */
abstract class WarpContender implements Contender {
    private List<float[]> kept;

    /** Called by each run with its results: the output, and what gradients there are, that of θ first. */
    final void result(Tensor values) {
        if (kept != null) {
            try (Tensor plain = values.contiguous()) {
                float[] copy = new float[Math.toIntExact(plain.numel())];
                WarpData.buffer(plain).get(0, copy);
                kept.add(copy);
            }
        }
    }

    /** The results of one run. */
    final List<float[]> results() {
        kept = new ArrayList<>();
        try {
            run();
            return kept;
        } finally {
            kept = null;
        }
    }
}
