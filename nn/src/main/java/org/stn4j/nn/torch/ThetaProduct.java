package org.stn4j.nn.torch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.file.RawTensor;
import org.stn4j.warp.Composition;

/**
 * {@link Composition#compose} by libtorch's operators, differentiable in both θ: {@code [N, P]} and {@code [N, P]} to {@code
 * [N, P]}.
 */
final class ThetaProduct {
    private static final int SIDE = 3;
    private static final int ENTRIES = SIDE * SIDE;

    private final boolean projective;
    private final RawTensor selection;
    private final RawTensor constant;
    /** {@code [9, P]}: takes each parameter out of the matrix. */
    private final RawTensor reading;

    ThetaProduct(Composition composition) {
        int[] entries = composition.entries();
        float[][] reading = new float[ENTRIES][entries.length];
        for (int parameter = 0; parameter < entries.length; parameter++) {
            reading[entries[parameter]][parameter] = 1;
        }
        this.projective = composition.isProjective();
        this.selection = GridConstants.raw(composition.selection());
        this.constant = GridConstants.raw(new float[][] {composition.constant()});
        this.reading = GridConstants.raw(reading);
    }

    /** θ of one map and then another; temporaries belong to the innermost scope. */
    Tensor of(Tensor soFar, Tensor further) {
        Tensor product = torch.matmul(matrix(soFar), matrix(further)).view(-1, ENTRIES);
        Tensor scaled = projective ? product.div(product.narrow(1, ENTRIES - 1, 1)) : product;
        return torch.matmul(scaled, beside(soFar, reading));
    }

    private Tensor matrix(Tensor theta) {
        return torch.addmm(beside(theta, constant), theta, beside(theta, selection))
                .view(-1, SIDE, SIDE);
    }

    /** A constant where θ is: some eighty numbers at most, so nothing is kept that would have to be freed. */
    private static Tensor beside(Tensor theta, RawTensor constant) {
        return Memory.tensor(constant).to(theta.device(), torch.ScalarType.Float);
    }
}
