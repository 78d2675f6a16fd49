package org.stn4j.nn.torch.learn;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.torch.NetworkModule;
import org.stn4j.nn.torch.Sampler;
import org.stn4j.nn.torch.Torch;
import org.stn4j.warp.FixedAttention;

/**
 * A spatial transformer that learns to find what a set of images have in common, without being told what that is or where
 * (Jaderberg et al. 2015, appendix A.2): what it finds in an image has to be more like what it finds in the others than like
 * a window of the same image at a random place, to the eyes of an encoder that stays as it is. See {@link TripletLoss}.
 *
 * <p>What is found is looked at a little beside its place, by a normal number of a spread that the caller narrows from step
 * to step. The mean gradient is then that of a loss that is smoothed over so much of the image: it leads to things that
 * the window does not touch yet, and in the end to the middle of what looks alike all over.
 */
public final class TripletLearner extends Learning {
    /** Weight of what reaches over the border: outside, all is alike, and nothing would lead back. */
    private static final double OUTSIDE = 10;

    private final FixedAttention attention;
    private final Sampler sampler;
    private final NetworkModule encoder;

    /**
     * A learner with new weights.
     *
     * @param localiser a spatial transformer of the family {@link FixedAttention}, and nothing else
     * @param encoder takes what the transformer hands on, and makes a vector of it
     * @param device as {@link Torch#device} reads it
     * @param seed of the weights, of the places beside and of the random ones
     */
    public TripletLearner(Network localiser, LearningSettings settings, Model encoder, String device, long seed) {
        super(checked(localiser, encoder), Preprocessing.none(localiser.input().channels()), settings, device, seed);
        Layer.SpatialTransformer transformer =
                (Layer.SpatialTransformer) localiser.layers().get(0);
        this.attention = (FixedAttention) transformer.transform();
        this.sampler = new Sampler(transformer, localiser.input());
        this.encoder = new NetworkModule(encoder.network(), device);
        Values.set(this.encoder.parameters(), "", encoder.weights());
        Values.set(this.encoder.buffers(), "", encoder.weights());
        this.encoder.train(false);
        // Nobody changes them: their gradients would be computed for nothing.
        this.encoder.parameters().values().forEach(weight -> weight.set_requires_grad(false));
    }

    /** Refuses before there is anything to be freed. */
    private static Network checked(Network localiser, Model encoder) {
        List<Layer> layers = localiser.layers();
        boolean finds = layers.size() == 1
                && layers.get(0) instanceof Layer.SpatialTransformer transformer
                && transformer.transform() instanceof FixedAttention;
        if (!finds) {
            throw new IllegalArgumentException(
                    "network " + localiser.name() + " is not one spatial transformer of an attention of fixed scale");
        }
        if (!localiser.output().equals(encoder.network().input())) {
            throw new IllegalArgumentException("network " + localiser.name() + " hands on " + localiser.output()
                    + ", and its encoder takes " + encoder.network().input());
        }
        return localiser;
    }

    /**
     * What the triplets of a batch came to.
     *
     * @param loss mean over all pairs of images
     * @param violated share of the pairs whose loss is not 0
     */
    public record Triplets(double loss, double violated) {}

    /**
     * Learns from all pairs of a batch.
     *
     * @param images {@code [N, C, H, W]}, pixels from 0 to 1; may be longer
     * @param size number of images, N, at least 2
     * @param learningRate of this step
     * @param spread standard deviation of the places beside those that are found, in normalised coordinates, 0 or more
     * @return what came of the weights before the step
     * @throws DivergenceException if loss or gradient are not finite; then the state is as before the step
     */
    public Triplets step(float[] images, int size, double learningRate, double spread) {
        return step(scope -> {
            Tensor batch = images(images, size);
            Tensor places = places(module(), batch, scope);
            Tensor beside = torch.randn(size, 2).to(device(), torch.ScalarType.Float);
            Tensor found = windows(batch, places.add(beside, new Scalar(spread)));
            Tensor hinges = TripletLoss.hinges(encoder.forward(found), encoder.forward(randomWindows(batch)));
            Triplets triplets = triplets(hinges, size);
            Tensor loss = hinges.sum().div(new Scalar((double) pairs(size)));
            descend(loss.add(outside(places), new Scalar(OUTSIDE)), learningRate);
            return triplets;
        });
    }

    /**
     * Measures the averaged weights on all pairs of a batch, looking right at what is found.
     *
     * @param images {@code [N, C, H, W]}, pixels from 0 to 1; may be longer
     * @param size number of images, N, at least 2
     * @param seed of the random places
     */
    @SuppressWarnings("try") // Scope and guard are used by being open.
    public Triplets measure(float[] images, int size, long seed) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Torch.seed(seed);
            Tensor batch = images(images, size);
            Tensor found = windows(batch, places(averaged().module(), batch, scope));
            return triplets(TripletLoss.hinges(encoder.forward(found), encoder.forward(randomWindows(batch))), size);
        }
    }

    /** θ of each image, {@code [N, 2]}. */
    private static Tensor places(NetworkModule localiser, Tensor batch, PointerScope scope) {
        Tensor[] theta = new Tensor[1];
        localiser.forward(batch, sampling -> {
            theta[0] = sampling.theta();
            // It is to outlive the pass.
            scope.attach(theta[0]);
        });
        return theta[0];
    }

    private Tensor windows(Tensor batch, Tensor places) {
        return sampler.sample(batch, places);
    }

    /**
     * A window of each image whose middle is anywhere in it: of windows that lie within the image, so many would show what is
     * to be found, by chance, that those which look for it hardly showed it more often in the beginning.
     */
    private Tensor randomWindows(Tensor batch) {
        Tensor places = torch.rand(batch.size(0), 2).mul(new Scalar(2)).sub(new Scalar(1));
        return windows(batch, places.to(device(), torch.ScalarType.Float));
    }

    /** Mean square of how far windows reach over the border. */
    private Tensor outside(Tensor places) {
        return places.abs()
                .sub(new Scalar(1 - attention.scale()))
                .relu()
                .square()
                .mean();
    }

    private static Triplets triplets(Tensor hinges, int size) {
        double pairs = pairs(size);
        return new Triplets(
                hinges.sum().item_double() / pairs, hinges.count_nonzero().item_long() / pairs);
    }

    private static long pairs(int size) {
        return (long) size * (size - 1);
    }

    @Override
    public void close() {
        encoder.close();
        sampler.close();
        super.close();
    }
}
