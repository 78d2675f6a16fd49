package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every {@link Dataset}. */
abstract class DatasetContract {

    /** The set under test. */
    abstract Dataset dataset() throws IOException;

    @Test
    void hasANameASizeAndClasses() throws IOException {
        Dataset data = dataset();
        assertThat(data.name()).isNotBlank().doesNotContain("\n");
        assertThat(data.size()).isPositive();
        assertThat(data.labels()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void labelsAreClasses() throws IOException {
        Dataset data = dataset();
        for (int i = 0; i < Math.min(data.size(), 1000); i++) {
            assertThat(data.label(i)).isBetween(0, data.labels().size() - 1);
        }
    }

    @Test
    void writesExactlyOnePictureBetween0And1() throws IOException {
        Dataset data = dataset();
        int values = data.shape().values();
        float[] into = new float[values + 6];
        for (int index : new int[] {0, data.size() / 2, data.size() - 1}) {
            Arrays.fill(into, -7);
            data.read(index, into, 3);
            for (int i = 0; i < into.length; i++) {
                if (i < 3 || i >= 3 + values) {
                    assertThat(into[i]).isEqualTo(-7);
                } else {
                    assertThat(into[i]).isBetween(0f, 1f);
                }
            }
        }
    }

    @Test
    void anIndexGivesTheSamePictureFromAnyThread() throws IOException {
        Dataset data = dataset();
        int count = Math.min(data.size(), 64);
        List<float[]> alone =
                IntStream.range(0, count).mapToObj(i -> read(data, i)).toList();
        List<float[]> together = IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> read(data, i))
                .toList();
        for (int i = 0; i < count; i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i));
        }
    }

    @Test
    void refusesAnIndexOutside() throws IOException {
        Dataset data = dataset();
        float[] into = new float[data.shape().values()];
        for (int index : new int[] {-1, data.size(), Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> data.label(index)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> data.read(index, into, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void refusesTooShortAnArray() throws IOException {
        Dataset data = dataset();
        float[] into = new float[data.shape().values()];
        assertThatThrownBy(() -> data.read(0, into, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    static float[] read(Dataset data, int index) {
        float[] picture = new float[data.shape().values()];
        data.read(index, picture, 0);
        return picture;
    }
}
