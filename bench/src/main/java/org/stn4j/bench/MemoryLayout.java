package org.stn4j.bench;

import java.util.Locale;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** How a side has its images in memory; it gets the one in which it is faster. */
enum MemoryLayout {
    /** Channel by channel. */
    PLAIN,
    /** The channels of a pixel side by side. */
    CHANNELS_LAST;

    /** A tensor {@code [N, C, H, W]} in this layout, by libtorch's own rules. */
    Tensor of(Tensor images) {
        if (this == PLAIN) {
            return images.contiguous();
        }
        if (images.size(1) == 1) {
            // Both layouts are the same here, and libtorch would take it for the other one.
            return images.contiguous()
                    .view(images.size(0), images.size(2), images.size(3), 1)
                    .permute(0, 3, 1, 2);
        }
        return images.contiguous(torch.MemoryFormat.ChannelsLast);
    }

    /** A new tensor of such images, with whatever is in it. */
    Tensor empty(int count, int channels, int height, int width) {
        return torch.empty(
                new long[] {count, channels, height, width},
                new TensorOptions(),
                new MemoryFormatOptional(
                        this == PLAIN ? torch.MemoryFormat.Contiguous : torch.MemoryFormat.ChannelsLast));
    }

    /** Another tensor with the same values, without a place in the graph. */
    Tensor copyOf(Tensor images) {
        try (Tensor detached = images.detach();
                Tensor copy = detached.clone()) {
            return of(copy);
        }
    }

    /** As libtorch's users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
