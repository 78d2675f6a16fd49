package org.stn4j.nn.torch.learn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The triplet hinge loss of co-localisation (Jaderberg et al. 2015, appendix A.2): what was found in one image has to be
 * nearer to what was found in another one than to something else of the first image, by a margin of 1.
 *
 * <p>Encodings are brought to unit length first, so that the margin means the same whatever the encoder; the squared
 * distance of two of them is {@code 2 - 2·a·b}.
 */
final class TripletLoss {
    private static final double MARGIN = 1;

    private TripletLoss() {}

    /**
     * The hinge of every pair of images n and m: {@code max(0, ‖e(found n) - e(found m)‖² - ‖e(found n) - e(other n)‖² +
     * 1)}; 0 where n is m.
     *
     * <p>Image m is what n is compared with, and has no gradient: with one, the few that have found something would be drawn
     * to the many that have not as much as the other way round, and the sum goes uphill until a quarter has found it.
     *
     * @param found encodings of what was found in each image, {@code [N, features]}
     * @param others encodings of something else of each, {@code [N, features]}
     * @return {@code [N, N]}, n by rows
     */
    static Tensor hinges(Tensor found, Tensor others) {
        Tensor unit = torch.normalize(found);
        Tensor alike = unit.mm(unit.detach().t());
        Tensor near = unit.mul(torch.normalize(others)).sum(new long[] {1}).unsqueeze(1);
        Tensor hinges =
                near.sub(alike).mul(new Scalar(2)).add(new Scalar(MARGIN)).relu();
        Tensor pairs = torch.ones_like(hinges).fill_diagonal_(new Scalar(0));
        return hinges.mul(pairs);
    }
}
