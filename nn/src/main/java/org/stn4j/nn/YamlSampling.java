package org.stn4j.nn;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** How a transformer reads its images or volumes, as its fields in YAML say it. */
record YamlSampling(Interpolation interpolation, Padding padding, boolean alignCorners) {
    private static final List<String> INTERPOLATIONS =
            Stream.of(Interpolation.values()).map(YamlSampling::lower).toList();
    private static final Map<String, Padding> PADDINGS =
            Map.of("zeros", Padding.ZEROS, "border", Padding.BORDER, "reflection", Padding.REFLECTION);

    /** Bilinear with zeros outside, where nothing else is said. */
    static YamlSampling read(YamlFields fields) {
        return new YamlSampling(
                fields.has("interpolation")
                        ? fields.value("interpolation", YamlSampling::interpolationOf)
                        : Interpolation.BILINEAR,
                fields.has("padding") ? paddingField(fields) : Padding.ZEROS,
                fields.truth("alignCorners", false));
    }

    private static Interpolation interpolationOf(String name) {
        return Stream.of(Interpolation.values())
                .filter(value -> lower(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no " + Names.unknown("interpolation", name, INTERPOLATIONS)));
    }

    /** A name, a number, or a name and the value that undefined places have. */
    private static Padding paddingField(YamlFields fields) {
        Node node = fields.required("padding");
        if (node instanceof ScalarNode) {
            return fields.value("padding", YamlSampling::paddingOf);
        }
        YamlFields detailed = YamlFields.of(node, fields.what() + ".padding", List.of("mode", "value"));
        Padding.Mode mode = detailed.value("mode", YamlSampling::paddingOf).mode();
        return detailed.value("value", text -> new Padding(mode, Float.parseFloat(text)));
    }

    private static Padding paddingOf(String text) {
        if (PADDINGS.containsKey(text)) {
            return PADDINGS.get(text);
        }
        float value;
        try {
            value = Float.parseFloat(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "there is no "
                            + Names.unknown(
                                    "padding",
                                    text,
                                    PADDINGS.keySet().stream().sorted().toList())
                            + ", or a number",
                    e);
        }
        return Padding.constant(value);
    }

    /**
     * The fields as YAML.
     *
     * @param field what each begins with: a new line and its indentation
     */
    String write(String field) {
        return field + "interpolation: " + lower(interpolation)
                + field + "padding: " + text(padding)
                + field + "alignCorners: " + alignCorners;
    }

    private static String text(Padding padding) {
        String value = YamlWriter.number(padding.value());
        if (padding.mode() == Padding.Mode.CONSTANT) {
            return padding.equals(Padding.ZEROS) ? "zeros" : value;
        }
        String mode = lower(padding.mode());
        return Float.compare(padding.value(), 0) == 0 ? mode : "{mode: " + mode + ", value: " + value + "}";
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
