package org.stn4j.nn.frame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Look;
import org.stn4j.nn.Network;

/**
 * Where the transformers of a network look in the picture that it is given.
 *
 * <p>Layers between the picture and a transformer may move pixels or take them together: poolings and other transformers
 * are followed back. Behind layers that compute features, and where views of different places were joined, there is no
 * such place.
 */
public final class Frames {
    private final Map<String, Optional<List<Route.Step>>> routes;

    public Frames(Network network) {
        this.routes = Route.ofTransformers(network);
    }

    /** Paths of the network's spatial transformers, in the order of an answer's looks. */
    public List<String> transformers() {
        return List.copyOf(routes.keySet());
    }

    /** Whether a transformer looks at a single view of the picture, which {@link #toInput} follows back. */
    public boolean seesPicture(String transformer) {
        return route(transformer).isPresent();
    }

    private Optional<List<Route.Step>> route(String transformer) {
        return routes.getOrDefault(transformer, Optional.empty());
    }

    /**
     * Where the output of one transformer comes from.
     *
     * @param image which image of the answer
     * @param look one of the answer's looks
     * @return from pixels of the transformer's output to pixels of the network's input; empty if it looks at something
     *     that is no single view of the picture
     */
    public Optional<PixelMap> toInput(Answer answer, int image, Look look) {
        return route(look.path()).map(route -> follow(route, answer, image, look));
    }

    private static PixelMap follow(List<Route.Step> route, Answer answer, int image, Look look) {
        Map<String, Look> looks = new HashMap<>();
        answer.looks().forEach(each -> looks.put(each.path(), each));
        PixelMap map = PixelMap.of(look.warp(), look.theta(image, answer.images()));
        for (int i = route.size() - 1; i >= 0; i--) {
            Route.Step step = route.get(i);
            if (step instanceof Route.Pool pool) {
                double middle = (pool.size() - 1) / 2.0;
                map = map.then(Homography.scaling(pool.stride(), middle, pool.stride(), middle));
            } else if (step instanceof Route.Transformer transformer) {
                Look before = looks.get(transformer.path());
                map = map.then(PixelMap.of(before.warp(), before.theta(image, answer.images())));
            }
        }
        return map;
    }

    /** Stretches a plane: from the pixels of one size of an image to those of another. */
    public static PixelMap scaled(double fromWidth, double toWidth, double fromHeight, double toHeight) {
        double x = toWidth / fromWidth;
        double y = toHeight / fromHeight;
        return Homography.scaling(x, x / 2 - 0.5, y, y / 2 - 0.5);
    }

    /** Moves a plane by whole or broken pixels. */
    public static PixelMap shifted(double x, double y) {
        return Homography.scaling(1, x, 1, y);
    }
}
