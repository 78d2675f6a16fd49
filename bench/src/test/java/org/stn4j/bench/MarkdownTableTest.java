package org.stn4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {

    @Test
    void aHeadALineAndTheRows() {
        MarkdownTable table = MarkdownTable.of("| | x |", List.of(1, 2), number -> "| " + number + " | = |");
        assertThat(table.below("Numbers.").lines())
                .containsExactly("Numbers.", "", "| | x |", "|---|---|", "| 1 | = |", "| 2 | = |");
    }
}
