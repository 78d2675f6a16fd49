package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stn4j.data.digits.DigitsDataset;

/** What holds for every {@link Distortion}. */
abstract class DistortionContract {
    final Dataset digits = new DigitsDataset(5, 50);

    /** The distortion under test. */
    abstract Distortion distortion();

    @Test
    void writesExactlyOnePictureBetween0And1() {
        int values = distortion().output(digits.shape()).values();
        float[] into = new float[values + 6];
        for (int index = 0; index < digits.size(); index++) {
            Arrays.fill(into, -7);
            distortion().apply(digits, index, new SeededRandom(index), into, 3);
            for (int i = 0; i < into.length; i++) {
                if (i < 3 || i >= 3 + values) {
                    assertThat(into[i]).isEqualTo(-7);
                } else {
                    assertThat(into[i]).isBetween(0f, 1.000001f);
                }
            }
        }
    }

    @Test
    void theSameStreamDrawsTheSamePictureOnAnyThread() {
        Distortion distortion = distortion();
        List<float[]> alone = IntStream.range(0, 50)
                .mapToObj(i -> draw(distortion, digits, i, 9))
                .toList();
        List<float[]> together = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> draw(distortion, digits, i, 9))
                .toList();
        for (int i = 0; i < 50; i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i));
        }
    }

    @Test
    void takesAnySize() {
        Distortion distortion = distortion();
        for (int[] size : new int[][] {{1, 1}, {1, 9}, {13, 2}, {28, 56}}) {
            Dataset pictures = new Pictures(5, size[0], size[1]);
            ImageShape output = distortion.output(pictures.shape());
            assertThat(draw(distortion, pictures, 2, 1)).hasSize(output.values());
        }
    }

    /** Among them canvases that are an odd number of pixels larger. */
    @Test
    void takesAnySizeHoweverWeakItIs() {
        for (double strength : new double[] {0, 1e-3, 0.5}) {
            Distortion weaker = distortion().atStrength(strength);
            for (int height = 1; height <= 14; height++) {
                Dataset pictures = new Pictures(5, height, 15 - height);
                ImageShape output = weaker.output(pictures.shape());
                assertThat(draw(weaker, pictures, 2, height)).hasSize(output.values());
            }
        }
    }

    @Test
    void treatsAllChannelsAlike() {
        Distortion distortion = distortion();
        Dataset doubled = new Doubled(digits);
        for (int index = 0; index < 10; index++) {
            float[] picture = draw(distortion, doubled, index, 3);
            int plane = picture.length / 2;
            assertThat(Arrays.copyOfRange(picture, plane, 2 * plane)).isEqualTo(Arrays.copyOf(picture, plane));
            assertThat(Arrays.copyOf(picture, plane)).isEqualTo(draw(distortion, digits, index, 3));
        }
    }

    @Test
    void keepsTheDigitOnTheCanvas() {
        Distortion distortion = distortion();
        double before = 0;
        double after = 0;
        for (int index = 0; index < 50; index++) {
            double ink = sum(draw(distortion, digits, index, 4));
            assertThat(ink).isPositive();
            before += sum(DatasetContract.read(digits, index));
            after += ink;
        }
        // Scales around 0.87 keep three quarters, perspectives somewhat less.
        assertThat(after / before).isGreaterThan(0.6);
    }

    @Test
    void refusesTooShortAnArray() {
        float[] into = new float[distortion().output(digits.shape()).values()];
        assertThatThrownBy(() -> distortion().apply(digits, 0, new SeededRandom(1), into, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void isFoundByItsName() {
        assertThat(Distortions.named(distortion().name()).name())
                .isEqualTo(distortion().name());
        assertThat(Distortions.names()).contains(distortion().name());
    }

    static float[] draw(Distortion distortion, Dataset data, int index, long seed) {
        float[] picture = new float[distortion.output(data.shape()).values()];
        distortion.apply(data, index, new SeededRandom(seed, 0, index), picture, 0);
        return picture;
    }

    static double sum(float[] picture) {
        double sum = 0;
        for (float value : picture) {
            sum += value;
        }
        return sum;
    }

    /** The same grey picture as two channels. */
    private record Doubled(Dataset grey) implements Dataset {
        @Override
        public String name() {
            return "doubled";
        }

        @Override
        public int size() {
            return grey.size();
        }

        @Override
        public ImageShape shape() {
            return new ImageShape(2, grey.shape().height(), grey.shape().width());
        }

        @Override
        public List<String> labels() {
            return grey.labels();
        }

        @Override
        public int label(int index) {
            return grey.label(index);
        }

        @Override
        public void read(int index, float[] into, int offset) {
            grey.read(index, into, offset);
            grey.read(index, into, offset + grey.shape().values());
        }
    }
}
