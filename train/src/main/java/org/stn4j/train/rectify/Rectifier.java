package org.stn4j.train.rectify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stn4j.data.picture.Picture;
import org.stn4j.data.picture.PictureInput;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Look;
import org.stn4j.nn.ModelCard;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.nn.frame.Frames;
import org.stn4j.nn.frame.PixelMap;
import org.stn4j.train.Scores;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Planes;

/**
 * Makes of a picture what a network's transformer makes of the small view that the network is given of it: θ comes from
 * the small view, and the pixels come from the picture, in its own colours.
 *
 * <p>Around the picture it is black, as in the network's input, or white where dark and light are exchanged for the
 * network. For one thread at a time.
 */
public final class Rectifier implements AutoCloseable {
    /** An output that is smaller than the frame by less than this is read without reducing the picture first. */
    private static final double HARDLY_REDUCED = 0.9;

    private final Engine engine;
    private final ModelCard card;
    private final PictureInput input;
    private final Settings settings;
    private final Frames frames;

    /**
     * What is made.
     *
     * @param transformer which of the network's transformers is followed, from 1, in the order in which they are run
     * @param size of the pictures
     */
    public record Settings(int transformer, OutputSize size) {}

    /**
     * Makes sure that a network can make this of pictures; it costs nothing, and needs no engine.
     *
     * @throws IllegalArgumentException if it has no such transformer, or that one sees no picture; one line
     */
    public static void check(Network network, Settings settings) {
        check(network, settings, new Frames(network));
    }

    private static void check(Network network, Settings settings, Frames frames) {
        List<String> transformers = frames.transformers();
        if (transformers.isEmpty()) {
            throw new IllegalArgumentException("the network " + network.name()
                    + " has no spatial transformer; rectify needs a model with one, such as st-cnn");
        }
        if (settings.transformer() < 1 || settings.transformer() > transformers.size()) {
            throw new IllegalArgumentException("--transformer is from 1 to " + transformers.size()
                    + " for this network, not " + settings.transformer());
        }
        String followed = transformers.get(settings.transformer() - 1);
        if (!frames.seesPicture(followed)) {
            String others = IntStream.range(0, transformers.size())
                    .filter(i -> frames.seesPicture(transformers.get(i)))
                    .mapToObj(i -> Integer.toString(i + 1))
                    .collect(Collectors.joining(" or "));
            throw new IllegalArgumentException("the transformer " + followed
                    + " looks at feature maps, or at several views joined, which are no picture; "
                    + (others.isEmpty()
                            ? "no transformer of this network looks at one"
                            : "choose --transformer " + others));
        }
    }

    /**
     * Rectifies with a model.
     *
     * @param engine its network; is closed with this
     * @param input how pictures become its input
     * @throws IllegalArgumentException as {@link #check} does
     */
    public Rectifier(Engine engine, ModelCard card, PictureInput input, Settings settings) {
        this.engine = engine;
        this.card = card;
        this.input = input;
        this.settings = settings;
        this.frames = new Frames(card.network());
        check(card.network(), settings, frames);
    }

    /** Pixels of what is likely to be made of a picture; a frame is seldom larger than the picture is. */
    long likelyPixels(ImageSize original) {
        return settings.size().fixed().orElse(original).pixels();
    }

    /** Rectifies one picture. */
    public Rectified rectify(Picture picture) {
        Answer answer = engine.answer(input.of(picture), 1);
        Look followed = answer.looks().get(settings.transformer() - 1);
        PixelMap toPicture = toPicture(picture.size());
        List<Rectified.View> views = new ArrayList<>();
        for (Look look : answer.looks()) {
            Optional<Corners> corners = frames.toInput(answer, 0, look)
                    .map(map -> Corners.of(
                            map.then(toPicture), look.warp().geometry().output()));
            views.add(new Rectified.View(look.warp().transform().name(), look.theta(0, 1), corners));
        }
        PixelMap map = frames.toInput(answer, 0, followed).orElseThrow();
        ImageSize glimpse = followed.warp().geometry().output();
        Corners corners = views.get(settings.transformer() - 1).corners().orElseThrow();
        ImageSize size = settings.size().of(picture.size(), glimpse, corners);
        PixelMap fromOutput = Frames.scaled(size.width(), glimpse.width(), size.height(), glimpse.height());
        Planes made = read(picture, fromOutput.then(map).then(toPicture), size, corners.area());
        Shape output = card.network().output();
        boolean classifies = output.height() == 1 && output.width() == 1;
        int best = classifies ? Scores.best(answer.logits(), 0, output.values()) : 0;
        return new Rectified(
                made,
                picture.isDeep(),
                classifies ? card.label(best) : "",
                classifies ? Scores.probabilities(answer.logits(), 0, output.values())[best] : Float.NaN,
                views);
    }

    /** From pixels of the network's input to pixels of a picture of some size. */
    private PixelMap toPicture(ImageSize size) {
        PictureInput.Place place = input.place(size);
        return Frames.shifted(-place.left(), -place.top())
                .then(Frames.scaled(
                        place.size().width(), size.width(), place.size().height(), size.height()));
    }

    private Planes read(Picture picture, PixelMap map, ImageSize output, double area) {
        ImageSize size = picture.size();
        // What is more of a frame's area lies around the picture, or beyond a horizon.
        double ratio = Math.sqrt(output.pixels() / Math.min(area, OutputSize.MOST_OF_ORIGINAL * size.pixels()));
        Padding outside = Padding.constant(input.invert() ? 1 : 0);
        if (!(ratio < HARDLY_REDUCED)) {
            return map.read(picture.planes(), output, outside);
        }
        // A warp reads a few neighbours only: where many pixels become one, they are averaged first.
        ImageSize reduced = new ImageSize(reduced(size.height(), ratio), reduced(size.width(), ratio));
        PixelMap toReduced = Frames.scaled(size.width(), reduced.width(), size.height(), reduced.height());
        return map.then(toReduced).read(picture.resized(reduced), output, outside);
    }

    private static int reduced(int side, double ratio) {
        return (int) Math.max(1, Math.round(side * ratio));
    }

    @Override
    public void close() {
        engine.close();
    }
}
