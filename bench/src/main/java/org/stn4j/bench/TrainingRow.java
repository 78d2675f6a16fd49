package org.stn4j.bench;

import java.util.Locale;

/**
 * One network of a {@link TrainingBenchmark}; images learnt from in a second, from the median of the steps' times.
 *
 * @param imagesPerSecondLow by the upper quartile of the times
 * @param imagesPerSecondHigh by the lower quartile of the times
 * @param bfloat16ImagesPerSecond the same with convolutions in {@link org.stn4j.nn.torch.Precision#BFLOAT16}; null where
 *     the processor has no instructions for it
 * @param libtorchLayout the memory layout in which libtorch was faster
 * @param unsetImagesPerSecond libtorch's in a process of its own, without the launcher's settings of memory and OpenMP;
 *     null if it was not measured
 * @param transformerShare the part of our step that goes into localisation, grid and sampling, forward and backward: what
 *     a step is faster by when the classifier is given images of the transformer's size instead; null where there is no
 *     transformer
 * @param libtorchTransformerShare the same of libtorch's step
 */
public record TrainingRow(
        String network,
        long multiplyAdds,
        double imagesPerSecond,
        double imagesPerSecondLow,
        double imagesPerSecondHigh,
        Double bfloat16ImagesPerSecond,
        double libtorchImagesPerSecond,
        String libtorchLayout,
        Double unsetImagesPerSecond,
        double speedup,
        Double transformerShare,
        Double libtorchTransformerShare) {

    /** For people. */
    public String line() {
        String text = String.format(
                Locale.ROOT,
                "%-16s %,14d multiply-adds %10.0f images/s   libtorch %8.0f images/s (%s)   %5.2fx",
                network,
                multiplyAdds,
                imagesPerSecond,
                libtorchImagesPerSecond,
                libtorchLayout,
                speedup);
        if (bfloat16ImagesPerSecond != null) {
            text += String.format(Locale.ROOT, "   %.0f images/s in bfloat16", bfloat16ImagesPerSecond);
        }
        if (unsetImagesPerSecond != null) {
            text += String.format(Locale.ROOT, "   %.0f images/s without settings", unsetImagesPerSecond);
        }
        if (transformerShare != null) {
            text += String.format(
                    Locale.ROOT,
                    "   the transformer is %.0f %% of a step, libtorch's %.0f %%",
                    100 * transformerShare,
                    100 * libtorchTransformerShare);
        }
        return text;
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s, %.1f million multiply-adds | %,.0f | %s | %,.0f (%s) | **%.2f×** | %s | %s | %s |",
                network,
                multiplyAdds / 1e6,
                imagesPerSecond,
                whole(bfloat16ImagesPerSecond),
                libtorchImagesPerSecond,
                libtorchLayout,
                speedup,
                whole(unsetImagesPerSecond),
                percent(transformerShare),
                percent(libtorchTransformerShare));
    }

    private static String whole(Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String percent(Double share) {
        return share == null ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
