package org.stn4j.data.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stn4j.data.DataFileException;
import org.stn4j.data.DataListener;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Splits;
import org.stn4j.warp.ImageSize;

/**
 * A folder or table of pictures, read: listed, decoded, checked and dealt out.
 *
 * @param splits the three parts
 * @param report what was found
 */
public record PictureSet(Splits splits, PictureReport report) {

    static PictureSet read(PictureSource source, PixelCache cache, DataListener listener) throws IOException {
        Path place = source.place();
        Listing listing = source.kind().list(place);
        if (listing.entries().isEmpty()) {
            throw new DataFileException(
                    place,
                    listing.problems().isEmpty()
                            ? "there are no pictures; put those of each class into a folder of their own in it"
                            : "there are no pictures that can be used; the first problem is "
                                    + listing.problems().get(0));
        }
        ImageShape shape =
                source.settings().shape().orElseGet(() -> UsualShape.of(listing.entries(), source.settings()));
        Decoding.Result decoded = Decoding.decode(place, listing.entries(), shape, cache, listener);
        return new Reading(source, listing, shape, decoded).set();
    }

    /** From decoded pictures to a set. */
    private static final class Reading {
        private final PictureSource source;
        private final Listing listing;
        private final ImageShape shape;
        private final Decoding.Result decoded;
        private final List<Problem> problems;
        private final List<String> notes;

        Reading(PictureSource source, Listing listing, ImageShape shape, Decoding.Result decoded) {
            this.source = source;
            this.listing = listing;
            this.shape = shape;
            this.decoded = decoded;
            this.problems = new ArrayList<>(listing.problems());
            this.notes = new ArrayList<>(listing.notes());
        }

        PictureSet set() throws DataFileException {
            List<Integer> usable = withoutCopies(readable());
            Map<String, Integer> known = new LinkedHashMap<>();
            for (String label : source.settings().labels()) {
                known.put(label, known.size());
            }
            if (known.isEmpty()) {
                Set<String> found = new HashSet<>();
                usable.forEach(index -> found.add(listing.entries().get(index).label()));
                PictureFolder.ordered(found).forEach(label -> known.put(label, known.size()));
                checkClasses(known.size());
            } else {
                usable = ofKnownClasses(usable, known);
            }
            if (usable.isEmpty()) {
                throw new DataFileException(
                        source.place(), "no picture can be used; the first problem is " + problems.get(0));
            }
            Map<String, Integer> counts = counts(usable, known);
            return new PictureSet(
                    splits(usable, known),
                    new PictureReport(place(), counts, sizes(usable), problems, listing.others(), notes));
        }

        private String place() {
            return source.name();
        }

        private List<Integer> readable() {
            List<Integer> readable = new ArrayList<>();
            for (int i = 0; i < listing.entries().size(); i++) {
                Decoded picture = decoded.pictures().get(i);
                if (picture.isUsable()) {
                    readable.add(i);
                } else {
                    problems.add(new Problem(listing.entries().get(i).name(), picture.problem()));
                }
            }
            return readable;
        }

        /** Of files with the same bytes one is kept: the same picture must not be learned from and measured with. */
        private List<Integer> withoutCopies(List<Integer> readable) {
            Map<String, Integer> first = new HashMap<>();
            List<Integer> byPart = new ArrayList<>(readable);
            byPart.sort(Comparator.comparing(
                    index -> listing.entries().get(index).part().orElse(Part.TRAIN), Comparator.reverseOrder()));
            Set<Integer> kept = new HashSet<>();
            for (int index : byPart) {
                Integer other = first.putIfAbsent(decoded.pictures().get(index).digest(), index);
                if (other == null) {
                    kept.add(index);
                } else {
                    Listing.Entry copy = listing.entries().get(index);
                    Listing.Entry original = listing.entries().get(other);
                    String conflict = copy.label().equals(original.label())
                            ? ""
                            : ", which is of class " + original.label() + ", not " + copy.label();
                    problems.add(new Problem(copy.name(), "has the same bytes as " + original.name() + conflict));
                }
            }
            return readable.stream().filter(kept::contains).toList();
        }

        private void checkClasses(int classes) throws DataFileException {
            if (classes == 1) {
                throw new DataFileException(
                        source.place(),
                        "has pictures of one class only; put the pictures of each class into a folder of their own"
                                + " in it");
            }
        }

        /** A model's classes; numbers are the same with and without leading zeros. */
        private List<Integer> ofKnownClasses(List<Integer> usable, Map<String, Integer> known) {
            Map<String, Integer> numbers = new HashMap<>();
            known.forEach((label, number) -> numbers.put(label.replaceFirst("^0+(?=[0-9]+$)", ""), number));
            boolean unambiguous = numbers.size() == known.size();
            List<Integer> matching = new ArrayList<>();
            for (int index : usable) {
                Listing.Entry entry = listing.entries().get(index);
                Integer number = known.get(entry.label());
                if (number == null && unambiguous) {
                    number = numbers.get(entry.label().replaceFirst("^0+(?=[0-9]+$)", ""));
                    if (number != null) {
                        known.put(entry.label(), number);
                    }
                }
                if (number == null) {
                    problems.add(new Problem(entry.name(), "is of class " + entry.label() + ", which the model lacks"));
                } else {
                    matching.add(index);
                }
            }
            return matching;
        }

        private Map<String, Integer> counts(List<Integer> usable, Map<String, Integer> known) {
            List<String> labels = labels(known);
            Map<String, Integer> counts = new LinkedHashMap<>();
            labels.forEach(label -> counts.put(label, 0));
            usable.forEach(index -> counts.merge(
                    labels.get(known.get(listing.entries().get(index).label())), 1, Integer::sum));
            if (source.settings().labels().isEmpty()) {
                counts.forEach((label, count) -> {
                    if (count == 1) {
                        notes.add("class " + label + " has one picture: it is learned from, and not measured with");
                    }
                });
            }
            return counts;
        }

        private List<String> labels(Map<String, Integer> known) {
            return source.settings().labels().isEmpty()
                    ? List.copyOf(known.keySet())
                    : source.settings().labels();
        }

        private PictureReport.Sizes sizes(List<Integer> usable) {
            List<ImageSize> sizes = usable.stream()
                    .map(index -> decoded.pictures().get(index).size())
                    .sorted(Comparator.comparingInt(ImageSize::pixels))
                    .toList();
            return new PictureReport.Sizes(
                    sizes.get(0).toString(),
                    sizes.get(sizes.size() / 2).toString(),
                    sizes.get(sizes.size() - 1).toString());
        }

        private Splits splits(List<Integer> usable, Map<String, Integer> known) throws DataFileException {
            List<Dataset> parts = new ArrayList<>();
            Optional<SplitRule> rule = source.settings().split();
            boolean own = usable.stream()
                    .anyMatch(index -> listing.entries().get(index).part().isPresent());
            Map<Integer, Part> dealt = new Dealing(
                            rule.orElse(SplitRule.USUAL), source.settings().groups())
                    .deal(listing.entries(), usable);
            for (Part part : Part.values()) {
                boolean all = rule.isEmpty() && !own;
                List<Integer> members = usable.stream()
                        .filter(index -> all || dealt.get(index) == part)
                        .toList();
                // What a model is measured with may be of one part only.
                if (members.isEmpty() && rule.isPresent()) {
                    throw new DataFileException(
                            source.place(),
                            "has too few pictures to learn from, to validate and to test with: give each class three"
                                    + " or more, or make folders train, validation and test"
                                    + (source.settings().groupBy().isPresent() ? ", or smaller groups" : ""));
                }
                parts.add(part(members, known));
            }
            return new Splits(parts.get(0), parts.get(1), parts.get(2));
        }

        private Dataset part(List<Integer> members, Map<String, Integer> known) {
            return new PictureDataset(
                    place(),
                    shape,
                    labels(known),
                    decoded.pixels(),
                    members.stream()
                            .map(index -> listing.entries().get(index).name())
                            .toList(),
                    members.stream().mapToInt(index -> index).toArray(),
                    members.stream()
                            .mapToInt(index ->
                                    known.get(listing.entries().get(index).label()))
                            .toArray());
        }
    }
}
