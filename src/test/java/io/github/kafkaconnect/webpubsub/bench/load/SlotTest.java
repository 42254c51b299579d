package io.github.kafkaconnect.webpubsub.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotTest {

    @Test
    void everyTargetBelongsToOneSlotAndEveryNumberIsUsedOnce() {
        Map<Integer, Integer> slotByTarget = new HashMap<>();
        Set<Long> numbers = new HashSet<>();
        for (int first = 0; first < 3; first++) {
            Slot slot = new Slot(first, 3, 10);
            for (int i = 0; i < 20; i++) {
                slot.next();
                assertThat(slotByTarget.computeIfAbsent(slot.target(), target -> slot.hashCode()))
                        .isEqualTo(slot.hashCode());
                assertThat(numbers.add(slot.number())).isTrue();
            }
        }
        assertThat(slotByTarget.keySet()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void refusesMoreSlotsThanTargets() {
        assertThatThrownBy(() -> new Slot(0, 3, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
