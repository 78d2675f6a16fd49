package org.stn4j.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;

/**
 * A network as a table: what each layer makes, how many values training changes in it, and what it costs.
 *
 * @param network the network's name
 * @param input shape of one image
 * @param rows the layers, a layer before those inside it; {@code theta} is the layer that makes θ
 * @param parameters values that training changes, of all layers
 * @param multiplyAdds multiplications with a weight for one image, of all layers
 */
public record Summary(String network, Shape input, List<Row> rows, long parameters, long multiplyAdds) {
    public Summary {
        rows = List.copyOf(rows);
    }

    /**
     * One layer.
     *
     * @param path where it is, as in {@link Shapes}
     * @param settings its settings in words, empty if it has none
     * @param output shape of what it makes
     * @param parameters values that training changes in it, without those of layers inside it
     * @param multiplyAdds multiplications with a weight for one image
     */
    public record Row(String path, String settings, Shape output, long parameters, long multiplyAdds) {}

    /** The summary of a network. */
    public static Summary of(Network network) {
        List<Shapes.Step> steps = Shapes.infer(network).steps();
        List<Row> rows =
                steps.stream().map(step -> row(step, times(step, steps))).toList();
        return new Summary(
                network.name(),
                network.input(),
                rows,
                rows.stream().mapToLong(Row::parameters).sum(),
                rows.stream().mapToLong(Row::multiplyAdds).sum());
    }

    /** How often a layer is run for one image: those in a repeated transformer as often as it looks. */
    private static int times(Shapes.Step step, List<Shapes.Step> all) {
        int times = 1;
        for (Shapes.Step around : all) {
            if (around.layer() instanceof Layer.SpatialTransformer transformer
                    && step.path().startsWith(around.path() + "/")) {
                times *= transformer.repeat();
            }
        }
        return times;
    }

    private static Row row(Shapes.Step step, int times) {
        long parameters = 0;
        long multiplyAdds = 0;
        for (Parameter parameter : Parameters.of(step)) {
            if (parameter.trainable()) {
                parameters += parameter.values();
            }
            // Only a matrix or a filter bank is multiplied with, once for each place of the output.
            if (parameter.shape().size() > 1) {
                multiplyAdds +=
                        times * parameter.values() * step.output().image().pixels();
            }
        }
        return new Row(step.path(), step.layer().match(new Words()), step.output(), parameters, multiplyAdds);
    }

    /** The table, a line for each layer and one for the total. */
    @Override
    public String toString() {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {"layer", "", "output", "parameters", "multiply-adds"});
        lines.add(new String[] {"input", "", input.toString(), "", ""});
        for (Row row : rows) {
            lines.add(new String[] {
                indented(row.path()),
                row.settings(),
                row.output().toString(),
                row.parameters() == 0 ? "" : number(row.parameters()),
                row.multiplyAdds() == 0 ? "" : number(row.multiplyAdds())
            });
        }
        lines.add(new String[] {"total", "", "", number(parameters), number(multiplyAdds)});
        int[] widths = new int[lines.get(0).length];
        for (String[] line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        StringBuilder table = new StringBuilder(network).append('\n');
        lines.forEach(line -> table.append(aligned(line, widths)).append('\n'));
        return table.toString();
    }

    /** The last parts of a path, shifted to the right by the layers that it is inside of. */
    private static String indented(String path) {
        int name = path.lastIndexOf('/') + 1;
        if (name == 0) {
            return path;
        }
        int list = path.lastIndexOf('/', name - 2) + 1;
        long depth = path.chars().filter(c -> c == '.').count() - (path.endsWith("/theta") ? 0 : 1);
        return "  ".repeat((int) depth) + (path.endsWith("/theta") ? "theta" : path.substring(list));
    }

    private static String aligned(String[] line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length; i++) {
            String gap = " ".repeat(widths[i] - line[i].length());
            // Words stand at the left, shapes and numbers at the right.
            text.append(i < 2 ? line[i] + gap : gap + line[i]).append("  ");
        }
        return text.toString().stripTrailing();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private record Words() implements Layer.Cases<String> {

        @Override
        public String convolution(Layer.Convolution layer) {
            String words = layer.filters() + " of " + square(layer.kernel());
            words += layer.stride() == 1 ? "" : ", stride " + layer.stride();
            return words + (layer.padding() == 0 ? "" : ", padding " + layer.padding());
        }

        @Override
        public String maxPool(Layer.MaxPool layer) {
            return pool(layer.size(), layer.stride());
        }

        @Override
        public String averagePool(Layer.AveragePool layer) {
            return pool(layer.size(), layer.stride());
        }

        @Override
        public String globalAveragePool(Layer.GlobalAveragePool layer) {
            return "";
        }

        private static String pool(int size, int stride) {
            return square(size) + (stride == size ? "" : ", stride " + stride);
        }

        @Override
        public String dense(Layer.Dense layer) {
            return Integer.toString(layer.units());
        }

        @Override
        public String relu(Layer.Relu layer) {
            return "";
        }

        @Override
        public String batchNorm(Layer.BatchNorm layer) {
            return "";
        }

        @Override
        public String instanceNorm(Layer.InstanceNorm layer) {
            return "";
        }

        @Override
        public String dropout(Layer.Dropout layer) {
            return Double.toString(layer.rate());
        }

        @Override
        public String select(Layer.Select layer) {
            int last = layer.first() + layer.count() - 1;
            return layer.count() == 1 ? "channel " + last : "channels " + layer.first() + " to " + last;
        }

        @Override
        public String parallel(Layer.Parallel layer) {
            return layer.branches().size() + " branches";
        }

        @Override
        public String spatialTransformer(Layer.SpatialTransformer layer) {
            String repeat = layer.repeat() == 1 ? "" : ", " + layer.repeat() + " times";
            return layer.transform().name() + repeat + ", "
                    + sampling(layer.interpolation(), layer.padding(), layer.alignCorners());
        }

        @Override
        public String glimpses(Layer.Glimpses layer) {
            int count = layer.transformers().size();
            return count + (count == 1 ? " transformer" : " transformers");
        }

        @Override
        public String volumeTransformer(Layer.VolumeTransformer layer) {
            return "affine, " + sampling(layer.interpolation(), layer.padding(), layer.alignCorners());
        }

        private static String sampling(Interpolation interpolation, Padding padding, boolean alignCorners) {
            String outside = padding.mode() == Padding.Mode.CONSTANT
                    ? Float.toString(padding.value())
                    : padding.mode().name().toLowerCase(Locale.ROOT);
            return interpolation.name().toLowerCase(Locale.ROOT) + ", " + outside + " outside"
                    + (alignCorners ? ", corners aligned" : "");
        }

        private static String square(int side) {
            return side + "x" + side;
        }
    }
}
