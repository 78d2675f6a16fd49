package org.stn4j.data.picture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deals pictures out to the three parts, so that each class has its share in each, and never parts a group.
 *
 * <p>Groups come in an order drawn from the seed and their names, large ones first, and each goes to the part that lacks
 * most of the group's classes. From three groups on, every class has something in each part; with two, one is learned
 * from and one tested with; a single one is learned from. The order of the files does not matter.
 */
final class Dealing {
    private final SplitRule rule;
    private final Optional<Pattern> groupBy;

    Dealing(SplitRule rule, Optional<Pattern> groupBy) {
        this.rule = rule;
        this.groupBy = groupBy;
    }

    /** Pictures that stay together. */
    private record Group(String name, long draw, List<Integer> members) {}

    /** Part of each picture; those that a part is given for keep it, and only what is left of the others is dealt out. */
    Map<Integer, Part> deal(List<Listing.Entry> entries, List<Integer> usable) {
        Map<Integer, Part> parts = new LinkedHashMap<>();
        boolean hasValidation = false;
        boolean hasTest = false;
        for (int index : usable) {
            Optional<Part> given = entries.get(index).part();
            given.ifPresent(part -> parts.put(index, part));
            hasValidation |= given.equals(Optional.of(Part.VALIDATION));
            hasTest |= given.equals(Optional.of(Part.TEST));
        }
        List<Integer> open = usable.stream()
                .filter(index -> entries.get(index).part().orElse(Part.TRAIN) == Part.TRAIN)
                .toList();
        boolean someGiven = hasValidation && hasTest;
        if (someGiven) {
            open.forEach(index -> parts.putIfAbsent(index, Part.TRAIN));
            return parts;
        }
        Map<Part, Integer> percent = new EnumMap<>(Part.class);
        percent.put(Part.VALIDATION, hasValidation ? 0 : rule.validationPercent());
        percent.put(Part.TEST, hasTest ? 0 : rule.testPercent());
        deal(entries, groups(entries, open), percent, parts);
        return parts;
    }

    private List<Group> groups(List<Listing.Entry> entries, List<Integer> open) {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int index : open) {
            members.computeIfAbsent(group(entries.get(index).name()), name -> new ArrayList<>())
                    .add(index);
        }
        List<Group> groups = new ArrayList<>();
        members.forEach((name, indices) -> groups.add(new Group(name, draw(name), indices)));
        groups.sort(Comparator.<Group>comparingInt(group -> -group.members().size())
                .thenComparingLong(Group::draw)
                .thenComparing(Group::name));
        return groups;
    }

    /** The first capture group of the expression, or all that it matches; a picture that it does not match is alone. */
    private String group(String name) {
        if (groupBy.isEmpty()) {
            return name;
        }
        Matcher matcher = groupBy.get().matcher(name);
        if (!matcher.find()) {
            return name;
        }
        String found = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        return found == null ? name : found;
    }

    private long draw(String name) {
        String keyed = rule.seed() + "/" + name;
        return Long.parseUnsignedLong(
                Digests.hexadecimal(keyed.getBytes(StandardCharsets.UTF_8)).substring(0, 16), 16);
    }

    private static void deal(
            List<Listing.Entry> entries, List<Group> groups, Map<Part, Integer> percent, Map<Integer, Part> parts) {
        Map<String, Map<Part, Double>> lacking = lacking(entries, groups, percent);
        for (Group group : groups) {
            Map<String, Integer> classes = new HashMap<>();
            group.members().forEach(index -> classes.merge(entries.get(index).label(), 1, Integer::sum));
            Part best = Part.TRAIN;
            double most = Double.NEGATIVE_INFINITY;
            for (Part part : Part.values()) {
                double lacks = 0;
                boolean closed = part != Part.TRAIN && percent.get(part) == 0;
                for (Map.Entry<String, Integer> of : classes.entrySet()) {
                    double open = lacking.get(of.getKey()).get(part);
                    // A part that would be overfilled by half the group and more is full.
                    lacks += of.getValue() * (open >= of.getValue() / 2.0 ? open : open - of.getValue() - 1e6);
                }
                if (!closed && lacks > most) {
                    most = lacks;
                    best = part;
                }
            }
            for (int index : group.members()) {
                parts.put(index, best);
            }
            for (Map.Entry<String, Integer> of : classes.entrySet()) {
                int count = of.getValue();
                lacking.get(of.getKey()).computeIfPresent(best, (part, open) -> open - count);
            }
        }
    }

    /** How many pictures each class is to have in each part. */
    private static Map<String, Map<Part, Double>> lacking(
            List<Listing.Entry> entries, List<Group> groups, Map<Part, Integer> percent) {
        Map<String, Integer> pictures = new HashMap<>();
        Map<String, Integer> units = new HashMap<>();
        for (Group group : groups) {
            group.members().stream().map(index -> entries.get(index).label()).forEach(label -> {
                pictures.merge(label, 1, Integer::sum);
            });
            group.members().stream()
                    .map(index -> entries.get(index).label())
                    .distinct()
                    .forEach(label -> units.merge(label, 1, Integer::sum));
        }
        Map<String, Map<Part, Double>> lacking = new HashMap<>();
        pictures.forEach((label, count) -> {
            double unit = (double) count / units.get(label);
            double test = share(count, percent.get(Part.TEST), unit, units.get(label) >= 2);
            double validation = share(count, percent.get(Part.VALIDATION), unit, units.get(label) >= 3);
            Map<Part, Double> open = new EnumMap<>(Part.class);
            open.put(Part.TEST, test);
            open.put(Part.VALIDATION, validation);
            open.put(Part.TRAIN, count - test - validation);
            lacking.put(label, open);
        });
        return lacking;
    }

    /** A share of a class in whole pictures, at least one group of them. */
    private static double share(int count, int percent, double unit, boolean possible) {
        return percent == 0 || !possible ? 0 : Math.max(unit, Math.rint(count * percent / 100.0));
    }
}
