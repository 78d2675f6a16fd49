package org.stn4j.nn;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A network as YAML text: each layer a line where it fits on one. */
final class YamlWriter implements Layer.Cases<String> {
    private final String indent;

    private YamlWriter(String indent) {
        this.indent = indent;
    }

    static String write(Network network) {
        return "name: " + quoted(network.name()) + "\ninput: " + network.input() + "\nlayers:"
                + new YamlWriter("").list(network.layers()) + "\n";
    }

    /** What follows the colon of a list's name: lines of their own, or empty brackets. */
    private String list(List<Layer> layers) {
        if (layers.isEmpty()) {
            return " []";
        }
        StringBuilder text = new StringBuilder();
        for (Layer layer : layers) {
            text.append('\n').append(indent).append("- ").append(layer.match(this));
        }
        return text.toString();
    }

    @Override
    public String convolution(Layer.Convolution layer) {
        return "convolution: {filters: " + layer.filters() + ", kernel: " + layer.kernel() + ", stride: "
                + layer.stride() + ", padding: " + layer.padding() + "}";
    }

    @Override
    public String maxPool(Layer.MaxPool layer) {
        return "maxPool: {size: " + layer.size() + ", stride: " + layer.stride() + "}";
    }

    @Override
    public String averagePool(Layer.AveragePool layer) {
        return "averagePool: {size: " + layer.size() + ", stride: " + layer.stride() + "}";
    }

    @Override
    public String globalAveragePool(Layer.GlobalAveragePool layer) {
        return layer.name();
    }

    @Override
    public String dense(Layer.Dense layer) {
        return "dense: {units: " + layer.units() + "}";
    }

    @Override
    public String relu(Layer.Relu layer) {
        return layer.name();
    }

    @Override
    public String batchNorm(Layer.BatchNorm layer) {
        return layer.name();
    }

    @Override
    public String instanceNorm(Layer.InstanceNorm layer) {
        return layer.name();
    }

    @Override
    public String dropout(Layer.Dropout layer) {
        // Plain digits: YAML 1.1 and 1.2 disagree on what an exponent looks like.
        return "dropout: {rate: " + new BigDecimal(Double.toString(layer.rate())).toPlainString() + "}";
    }

    @Override
    public String select(Layer.Select layer) {
        return "select: {first: " + layer.first() + ", count: " + layer.count() + "}";
    }

    @Override
    public String parallel(Layer.Parallel layer) {
        StringBuilder text = new StringBuilder("parallel:");
        for (List<Layer> branch : layer.branches()) {
            text.append('\n').append(indent).append("  -").append(new YamlWriter(indent + "    ").list(branch));
        }
        return text.toString();
    }

    @Override
    public String spatialTransformer(Layer.SpatialTransformer layer) {
        String field = "\n" + indent + "    ";
        return "spatialTransformer:"
                + field + "transform: " + layer.transform().name()
                + layer.output().map(size -> field + "output: " + size).orElse("")
                + new YamlSampling(layer.interpolation(), layer.padding(), layer.alignCorners()).write(field)
                + (layer.start().isEmpty() ? "" : field + "start: " + numbers(layer.start()))
                + (layer.repeat() == 1 ? "" : field + "repeat: " + layer.repeat())
                + field + "localisation:" + new YamlWriter(indent + "    ").list(layer.localisation());
    }

    @Override
    public String glimpses(Layer.Glimpses layer) {
        String field = "\n" + indent + "    ";
        YamlWriter inner = new YamlWriter(indent + "    ");
        return "glimpses:"
                + field + "localisation:" + inner.list(layer.localisation())
                + field + "transformers:" + inner.list(List.copyOf(layer.transformers()));
    }

    @Override
    public String volumeTransformer(Layer.VolumeTransformer layer) {
        String field = "\n" + indent + "    ";
        return "volumeTransformer:"
                + layer.output().map(size -> field + "output: " + size).orElse("")
                + new YamlSampling(layer.interpolation(), layer.padding(), layer.alignCorners()).write(field)
                + field + "localisation:" + new YamlWriter(indent + "    ").list(layer.localisation());
    }

    private static String numbers(List<Float> values) {
        return values.stream().map(YamlWriter::number).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Plain digits, as in {@link #dropout}. */
    static String number(float value) {
        // Through BigDecimal the sign of a negative zero would be lost.
        return value == 0 ? Float.toString(value) : new BigDecimal(Float.toString(value)).toPlainString();
    }

    /** A text in double quotes; what might not be printable is escaped. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if ((c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
            }
        });
        return quoted.append('"').toString();
    }
}
