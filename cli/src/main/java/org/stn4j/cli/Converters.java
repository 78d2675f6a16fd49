package org.stn4j.cli;

import java.util.function.Function;
import org.stn4j.data.Augmentation;
import org.stn4j.data.DataSource;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.nn.torch.Precision;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Transforms;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How words on the command line become values of the library. */
final class Converters {
    private Converters() {}

    static void register(CommandLine line) {
        line.registerConverter(DataSource.class, reading(DataSource::parse));
        line.registerConverter(Distortion.class, reading(Distortions::named));
        line.registerConverter(Augmentation.class, reading(Augmentation::parse));
        line.registerConverter(Precision.class, reading(Precision::named));
        line.registerConverter(DataPart.class, reading(DataPart::named));
        line.registerConverter(ImageSize.class, reading(ImageSize::parse));
        line.registerConverter(Transform.class, reading(Transforms::named));
    }

    /** The library's messages say all that picocli's would. */
    private static <T> ITypeConverter<T> reading(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }
}
