package org.stn4j.nn.torch.learn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.Shape;
import org.stn4j.nn.TensorData;

/** Copies between libtorch's memory and Java's. */
final class Values {
    private Values() {}

    /** A float32 tensor's values, in row-major order. */
    static float[] floats(Tensor tensor) {
        Tensor plain = tensor.detach().cpu().contiguous();
        float[] values = new float[Math.toIntExact(plain.numel())];
        if (values.length > 0) {
            plain.data_ptr_float().get(values);
        }
        return values;
    }

    static TensorData data(Tensor tensor) {
        List<Integer> shape = new ArrayList<>();
        for (int axis = 0; axis < tensor.dim(); axis++) {
            shape.add(Math.toIntExact(tensor.size(axis)));
        }
        return new TensorData(shape, floats(tensor));
    }

    /** Copies of some tensors, their names behind a prefix. */
    @SuppressWarnings("try") // The scope is used by being open.
    static Map<String, TensorData> data(String prefix, Map<String, Tensor> tensors) {
        Map<String, TensorData> copies = new LinkedHashMap<>();
        try (PointerScope scope = new PointerScope()) {
            tensors.forEach((name, tensor) -> copies.put(prefix + name, data(tensor)));
        }
        return copies;
    }

    /**
     * Takes over the values of some tensors, their names in {@code from} behind a prefix.
     *
     * @throws IllegalArgumentException if one is missing or of another shape; one line
     */
    @SuppressWarnings("try") // Scope and guard are used by being open.
    static void set(Map<String, Tensor> tensors, String prefix, Map<String, TensorData> from) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            tensors.forEach((name, tensor) -> {
                TensorData values = from.get(prefix + name);
                if (values == null || !values.shape().equals(data(tensor).shape())) {
                    throw new IllegalArgumentException("the state of the run does not fit the network: tensor '"
                            + prefix + name + "' is " + (values == null ? "missing" : "of shape " + values.shape()));
                }
                long[] shape =
                        values.shape().stream().mapToLong(Integer::longValue).toArray();
                Tensor source = torch.empty(shape);
                if (values.values().length > 0) {
                    source.data_ptr_float().put(values.values());
                }
                tensor.copy_(source);
            });
        }
    }

    /** Images as a tensor {@code [N, C, H, W]} on a device. */
    static Tensor images(float[] images, int size, Shape shape, Device device) {
        Tensor tensor = torch.empty(size, shape.channels(), shape.height(), shape.width());
        tensor.data_ptr_float().put(images, 0, size * shape.values());
        return tensor.to(device, torch.ScalarType.Float);
    }

    /** Labels as a tensor {@code [N]} on a device. */
    static Tensor labels(int[] labels, int size, Device device) {
        long[] wide = new long[size];
        for (int i = 0; i < size; i++) {
            wide[i] = labels[i];
        }
        return Tensor.create(wide, size).to(device, torch.ScalarType.Long);
    }
}
