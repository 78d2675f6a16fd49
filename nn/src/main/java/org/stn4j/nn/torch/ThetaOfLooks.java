package org.stn4j.nn.torch;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Shape;

/** θ of a spatial transformer, from what its localisation network answers once or several times. */
interface ThetaOfLooks {

    /**
     * Looks as often as the transformer is to.
     *
     * @param image what is to be warped, {@code [N, C, H, W]}
     * @param seen what the localisation network is given first
     * @param look the answer to what it is given, {@code [N, P]}
     * @return {@code [N, P]}
     */
    Tensor theta(Tensor image, Tensor seen, UnaryOperator<Tensor> look);

    /** How a layer's θ comes about; the sampler that further looks need is one of the given ones. */
    static ThetaOfLooks of(Layer.SpatialTransformer layer, Shape input, Samplers samplers) {
        return layer.repeat() == 1 ? (image, seen, look) -> look.apply(seen) : new Repeated(layer, input, samplers);
    }

    /**
     * Each further look is at the image as it is warped so far, at its own size, and is composed with those before (Lin and
     * Lucey 2017, section 4).
     */
    final class Repeated implements ThetaOfLooks {
        private final int repeat;
        private final Sampler soFar;
        private final ThetaProduct product;

        Repeated(Layer.SpatialTransformer layer, Shape input, Samplers samplers) {
            this.repeat = layer.repeat();
            this.soFar = samplers.of(layer, input, input.image());
            this.product = new ThetaProduct(layer.transform().composition().orElseThrow());
        }

        @Override
        public Tensor theta(Tensor image, Tensor seen, UnaryOperator<Tensor> look) {
            Tensor theta = look.apply(seen);
            for (int i = 1; i < repeat; i++) {
                Tensor before = theta;
                theta = Scopes.within(() -> product.of(before, look.apply(soFar.sample(image, before))));
            }
            return theta;
        }
    }
}
