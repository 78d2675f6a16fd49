package org.stn4j.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.stn4j.bench.Reading;
import org.stn4j.data.Distortions;
import org.stn4j.nn.torch.Precision;
import org.stn4j.nn.torch.learn.OptimizerSettings;
import org.stn4j.onnx.Opset;
import org.stn4j.train.Schedule;
import org.stn4j.train.paper.Cell;
import org.stn4j.train.paper.Tables;
import org.stn4j.warp.Transforms;

/** The words that the shell offers behind options that take one of a few; each list where the library has it. */
final class Choices {
    private Choices() {}

    /** Words in the form that picocli's annotations take: a type that makes itself. */
    private abstract static class Words implements Iterable<String> {
        private final List<String> words;

        Words(Stream<String> words) {
            this.words = words.toList();
        }

        @Override
        public Iterator<String> iterator() {
            return words.iterator();
        }

        static Stream<String> lower(Enum<?>... values) {
            return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT));
        }
    }

    /** For {@code --distort}. */
    static final class OfDistortions extends Words {
        OfDistortions() {
            super(Distortions.names().stream());
        }
    }

    /** For {@code --model}; files can be given as well. */
    static final class OfModels extends Words {
        OfModels() {
            super(TaskOptions.models().stream());
        }
    }

    /** For {@code --transform}. */
    static final class OfTransforms extends Words {
        OfTransforms() {
            super(Transforms.names().stream());
        }
    }

    /** For {@code --optimizer}. */
    static final class OfOptimizers extends Words {
        OfOptimizers() {
            super(OptimizerSettings.names().stream());
        }
    }

    /** For {@code --schedule}. */
    static final class OfSchedules extends Words {
        OfSchedules() {
            super(Schedule.names().stream());
        }
    }

    /** For {@code --augment}; strengths can be given as well. */
    static final class OfAugmentations extends Words {
        OfAugmentations() {
            super(Stream.of("none", "mild", "strong"));
        }
    }

    /** For {@code --precision}. */
    static final class OfPrecisions extends Words {
        OfPrecisions() {
            super(Precision.names().stream());
        }
    }

    /** For {@code --device}. */
    static final class OfDevices extends Words {
        OfDevices() {
            super(Stream.of("cpu", "cuda"));
        }
    }

    /** For {@code --part}. */
    static final class OfParts extends Words {
        OfParts() {
            super(Stream.of(DataPart.values()).map(DataPart::word));
        }
    }

    /** For {@code --format}. */
    static final class OfFormats extends Words {
        OfFormats() {
            super(ExportCommand.FORMATS.stream());
        }
    }

    /** For {@code --opset}. */
    static final class OfOpsets extends Words {
        OfOpsets() {
            super(Stream.of(Opset.values()).map(opset -> Integer.toString(opset.version())));
        }
    }

    /** For {@code --table}. */
    static final class OfTables extends Words {
        OfTables() {
            super(Tables.all().stream().map(table -> table.name()));
        }
    }

    /** For {@code --cell}. */
    static final class OfCells extends Words {
        OfCells() {
            super(Tables.all().stream()
                    .flatMap(table -> table.cells().stream())
                    .map(Cell::name)
                    .distinct());
        }
    }

    /** For {@code --interpolation}. */
    static final class OfInterpolations extends Words {
        OfInterpolations() {
            super(lower(org.stn4j.warp.Interpolation.values()));
        }
    }

    /** For {@code --padding}. */
    static final class OfPaddings extends Words {
        OfPaddings() {
            super(lower(Reading.OutsideMode.values()));
        }
    }
}
