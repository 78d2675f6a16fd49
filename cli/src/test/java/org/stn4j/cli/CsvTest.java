package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

    /** RFC 4180, section 2, rules 5 to 7. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"aaa|aaa", "a a|a a", "b,bb|~\"b,bb\"~", "b\"bb|~\"b\"\"bb\"~", "7's|7's", "é 字|é 字"})
    void quotesWhatHasToBe(String word, String cell) {
        assertThat(Csv.cell(word)).isEqualTo(cell);
    }

    @org.junit.jupiter.api.Test
    void linesEndOnce() {
        assertThat(new Csv("a", "b").line(1, Double.NaN).line("x\ny", null)).hasToString("a,b\n1,\n\"x\ny\",\n");
    }
}
