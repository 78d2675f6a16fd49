package org.stn4j.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.train.EpochMetrics;
import org.stn4j.train.Evaluation;
import org.stn4j.train.Findings;
import org.stn4j.train.Robustness;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;
import org.stn4j.warp.Transforms;
import org.stn4j.warp.Warp;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {
    private static final List<String> LABELS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    /** A report with everything in it: ten epochs, two mistakes, labels with characters that HTML reads. */
    static Report sample() {
        List<EpochMetrics> history = IntStream.rangeClosed(1, 10)
                .mapToObj(e -> new EpochMetrics(
                        e,
                        430L * e,
                        1.2 / e,
                        0.45 / e,
                        0.6 / e,
                        0.2 / e / e,
                        2e-3 * Math.cos(e / 10.0 * Math.PI / 2),
                        1650,
                        31.0 * e,
                        List.of(0.1 + 0.01 * e)))
                .toList();
        Evaluation.Counter counter = new Evaluation.Counter(LABELS);
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            float[] scores = new float[10];
            scores[i % 10] = 6;
            scores[(i * 7) % 10] += random.nextInt(60) == 0 ? 7 : 0;
            counter.add(i, i % 10, scores, 0);
        }
        List<View> views = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            views.add(view(i, i == 4 ? "7 <&>" : "" + i % 10));
        }
        return new Report(
                "ST-CNN affine on digits, RTS",
                "completed in 5 min 12 s",
                List.of("The first transformer looks outside the image with 61 % of its samples."),
                List.of(
                        new Headline("Test error", "0.84 %", "84 of 10,000"),
                        new Headline("Validation error", "0.79 %", "best, epoch 10"),
                        new Headline("Speed", "1,650 /s", "training images"),
                        new Headline("Parameters", "181,220", "")),
                history,
                List.of("0.spatialTransformer"),
                "validation images",
                Optional.of(new Findings(
                        counter.result(),
                        List.of(new Findings.Without(List.of("0.spatialTransformer"), 0.31, 1.25)),
                        Optional.of(robustness()))),
                views,
                List.of(views.get(4)),
                List.of(
                        Facts.of("Settings", "optimizer", "AdamW", "schedule", "cosine"),
                        Facts.of("Provenance", "data", "a <b> & \"c\" \u0007", "seed", "1")));
    }

    private static Robustness robustness() {
        Robustness.Answers answers = new Robustness.Answers(0.75, 0.5);
        List<Robustness.Point> points = IntStream.rangeClosed(-2, 2)
                .mapToObj(i -> new Robustness.Point(90 * i, answers, new Robustness.Answers(0.25, 0.3)))
                .toList();
        return new Robustness(100, points, points, points);
    }

    private static View view(int i, String predicted) {
        ImageSize size = new ImageSize(42, 42);
        double angle = 0.3 * (i - 10);
        float[] theta = {
            (float) (0.6 * Math.cos(angle)), (float) (-0.6 * Math.sin(angle)), 0.1f * (i % 5 - 2),
            (float) (0.6 * Math.sin(angle)), (float) (0.6 * Math.cos(angle)), 0.2f * (i % 3 - 1)
        };
        Warp warp = new Warp(Transforms.named("affine"), new Geometry(size, new ImageSize(28, 28), false));
        float[] image = new float[size.pixels()];
        for (int y = 12; y < 30; y++) {
            for (int x = 12; x < 30; x++) {
                double r = Math.hypot(x - 21, y - 21);
                image[42 * y + x] = (float) Math.max(0, 1 - Math.abs(r - 6) / 2);
            }
        }
        return new View(
                new Planes(1, size, image),
                List.of(new View.Look(
                        Optional.of(Outline.of(warp, theta)),
                        new Planes(1, new ImageSize(28, 28), warp.apply(image, 1, theta)))),
                "folder/" + i + ".png",
                "" + i % 10,
                predicted,
                0.987);
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    @Test
    void isWellFormedAndComplete() throws Exception {
        Report report = sample();
        Document page = parse(report.html());
        long bins = report.findings().orElseThrow().evaluation().calibration().bins().stream()
                .filter(bin -> bin.images() > 0)
                .count();

        assertThat(page.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("ST-CNN affine on digits, RTS");
        // Four of the history, one of the calibration, three of the robustness.
        assertThat(count(page, "figure", "chart")).isEqualTo(8);
        assertThat(count(page, "figure", "view")).isEqualTo(19);
        assertThat(count(page, "figure", "view wrong")).isEqualTo(2);
        assertThat(count(page, "polyline", "frame top frame-1")).isEqualTo(21);
        assertThat(page.getElementsByTagName("circle").getLength()).isEqualTo(10 * 6 + 15 + (int) bins + 3 * 3 * 5);
        assertThat(count(page, "td", "right")).isEqualTo(10);
        assertThat(page.getElementsByTagName("body").item(0).getTextContent()).contains("a <b> & \"c\" \uFFFD");
    }

    @Test
    void callsTheImagesWhatTheyAre() {
        assertThat(sample().html())
                .contains(
                        "The wrong validation images with",
                        "Of the validation images.",
                        "Validation images by their true class",
                        "100 validation images, turned,")
                .doesNotContain("test images", "Test images");
    }

    @Test
    void needsNoNetwork() {
        String html = sample().html();

        assertThat(html).doesNotContain("http:", "https:", "url(", "@import", "<script", "<link", "<iframe");
        assertThat(html).doesNotContainPattern("(src|href)=\"(?!data:image/png;base64,)");
    }

    @Test
    void anEmptyRunHasAReportToo() throws Exception {
        Report report = new Report(
                "FCN",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "test images",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());

        assertThat(count(parse(report.html()), "figure", "chart")).isZero();
    }

    @Test
    void oneEpochAndValuesThatAreNoNumbers() throws Exception {
        EpochMetrics one =
                new EpochMetrics(1, 3, Double.NaN, 0, Double.POSITIVE_INFINITY, 0, 1e-3, 0, 1, List.of(Double.NaN));
        Report report = new Report(
                "FCN",
                "",
                List.of(),
                List.of(),
                List.of(one),
                List.of(),
                "test images",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());

        assertThat(parse(report.html()).getElementsByTagName("circle").getLength())
                .isEqualTo(3);
    }

    /** A table of numbers for each pair would be larger than any screen. */
    @ParameterizedTest
    @ValueSource(ints = {26, 43, 150})
    void manyClassesAreShownAsAMap(int classes) throws Exception {
        List<String> labels =
                IntStream.range(0, classes).mapToObj(i -> "kind <" + i + ">").toList();
        Evaluation.Counter counter = new Evaluation.Counter(labels);
        for (int i = 0; i < 4 * classes; i++) {
            // The last of each class is taken for the one before it.
            int label = i % classes;
            float[] logits = new float[classes];
            logits[i < 3 * classes || label == 0 ? label : label - 1] = 9;
            counter.add(i, label, logits, 0);
        }
        Markup map = new Markup()
                .open("body")
                .add(ConfusionTable.of(counter.result()))
                .close();

        Document page = parse(map.toString());
        assertThat(count(page, "td", "right")).isEqualTo(classes);
        assertThat(count(page, "td", "error")).isEqualTo(classes - 1);
        assertThat(page.getElementsByTagName("td").getLength()).isEqualTo(classes * classes);
        assertThat(map.toString()).contains("title=\"kind &lt;7&gt; taken for kind &lt;6&gt;: 1 of 4\"");
        assertThat(page.getDocumentElement().getTextContent().contains("kind <9>"))
                .isEqualTo(classes < 100);
    }

    @Test
    void mistakesSayWhichFileTheyAre() {
        View wrong = view(7, "1");
        assertThat(Gallery.of(List.of(wrong), true).toString()).contains("title=\"folder/7.png\"");
        assertThat(Gallery.of(List.of(wrong), false).toString()).doesNotContain("folder/7.png");
    }

    @Test
    void markupInsistsOnClosedElements() {
        Markup markup = new Markup().open("p");

        assertThatThrownBy(markup::toString).isInstanceOf(IllegalStateException.class);
    }

    private static long count(Document page, String element, String style) {
        NodeList all = page.getElementsByTagName(element);
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> all.item(i).getAttributes().getNamedItem("class"))
                .filter(node -> node != null && node.getNodeValue().equals(style))
                .count();
    }
}
