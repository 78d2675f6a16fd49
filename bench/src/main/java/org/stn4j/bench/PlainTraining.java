package org.stn4j.bench;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;

/** The same step on {@link PlainNetwork}, with libtorch's own AdamW and the same rates. */
final class PlainTraining implements Contender {
    private final PlainNetwork network;
    private final AdamW optimizer;
    private final Shape shape;
    private final float[] images;
    private final long[] labels;

    PlainTraining(Network network, TrainingData data, MemoryLayout layout) {
        this.network = new PlainNetwork(network, layout);
        AdamWOptions options = new AdamWOptions(OurTraining.LEARNING_RATE);
        options.weight_decay().put(OurTraining.WEIGHT_DECAY);
        this.optimizer = new AdamW(PlainNetwork.vector(this.network.weights()), options);
        this.shape = network.input();
        this.images = data.images();
        this.labels = IntStream.of(data.labels()).asLongStream().toArray();
    }

    @Override
    public void run() {
        try (PointerScope scope = new PointerScope()) {
            Tensor batch = torch.from_blob(
                    new FloatPointer(images),
                    new long[] {labels.length, shape.channels(), shape.height(), shape.width()});
            Tensor targets = torch.from_blob(
                    new LongPointer(labels), new long[] {labels.length}, new TensorOptions(torch.ScalarType.Long));
            optimizer.zero_grad();
            Tensor loss = torch.cross_entropy_loss(network.forward(batch), targets);
            loss.backward();
            optimizer.step();
            if (!Float.isFinite(loss.item_float())) {
                throw new IllegalStateException("the loss of libtorch's side is not finite");
            }
        }
    }

    @Override
    public void close() {
        optimizer.close();
        network.close();
    }
}
