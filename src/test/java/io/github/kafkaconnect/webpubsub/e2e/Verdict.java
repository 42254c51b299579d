package io.github.kafkaconnect.webpubsub.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a comparison of sent and received messages found, per target.
 *
 * @param missing sent, never received
 * @param strangers received, but never sent to that target
 * @param disorders messages whose first copy came after that of a later one
 * @param copies receptions beyond the first of a message
 */
record Verdict(List<String> missing, List<String> strangers, List<String> disorders, int copies) {

    Verdict {
        missing = List.copyOf(missing);
        strangers = List.copyOf(strangers);
        disorders = List.copyOf(disorders);
    }

    /** Compares; order is judged by first copies only, because a late copy of what was delivered before is no disorder. */
    static Verdict of(Map<String, List<String>> sent, Map<String, List<String>> received) {
        List<String> missing = new ArrayList<>();
        List<String> strangers = new ArrayList<>();
        List<String> disorders = new ArrayList<>();
        int copies = 0;
        for (Map.Entry<String, List<String>> target : sent.entrySet()) {
            List<String> arrivals = received.getOrDefault(target.getKey(), List.of());
            Set<String> firsts = new LinkedHashSet<>(arrivals);
            copies += arrivals.size() - firsts.size();
            target.getValue().stream().filter(text -> !firsts.contains(text)).forEach(missing::add);
            Map<String, Integer> places = placesOf(target.getValue());
            int newest = -1;
            for (String text : firsts) {
                Integer place = places.get(text);
                if (place == null) {
                    strangers.add(target.getKey() + " <- " + text);
                } else if (place < newest) {
                    disorders.add(text);
                } else {
                    newest = place;
                }
            }
        }
        return new Verdict(missing, strangers, disorders, copies);
    }

    private static Map<String, Integer> placesOf(List<String> texts) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            places.put(texts.get(i), i);
        }
        return places;
    }
}
