package org.stn4j.bench;

import static org.bytedeco.pytorch.global.torch.from_blob;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Transforms;

/** Random images, parameters at some distance from the identity, and output gradients, in libtorch's tensors. */
final class WarpData implements AutoCloseable {
    final Tensor images;
    final Tensor theta;
    final Tensor outputGradient;

    WarpData(KernelShape shape) {
        SplittableRandom random = new SplittableRandom(1);
        Transform transform = Transforms.named(shape.transform());
        float[] identity = transform.identity(shape.output());
        images = noise(
                random,
                shape.images(),
                shape.channels(),
                shape.input().height(),
                shape.input().width());
        outputGradient = noise(
                random,
                shape.images(),
                shape.channels(),
                shape.output().height(),
                shape.output().width());
        theta = noise(random, shape.images(), identity.length);
        FloatBuffer values = buffer(theta);
        for (int i = 0; i < values.capacity(); i++) {
            // Turned and scaled by some tens of per cent, as in training: rows of the output cut across the input's.
            values.put(i, identity[i % identity.length] + 0.2f * values.get(i));
        }
    }

    static FloatBuffer buffer(Tensor tensor) {
        return new FloatPointer(tensor.data_ptr()).capacity(tensor.numel()).asBuffer();
    }

    private static Tensor noise(SplittableRandom random, long... sizes) {
        long numbers = 1;
        for (long size : sizes) {
            numbers *= size;
        }
        FloatPointer values = new FloatPointer(numbers);
        FloatBuffer buffer = values.asBuffer();
        for (int i = 0; i < numbers; i++) {
            buffer.put(i, (float) (2 * random.nextDouble() - 1));
        }
        try (Tensor view = from_blob(values, sizes)) {
            return view.clone();
        } finally {
            values.close();
        }
    }

    @Override
    public void close() {
        images.close();
        theta.close();
        outputGradient.close();
    }
}
