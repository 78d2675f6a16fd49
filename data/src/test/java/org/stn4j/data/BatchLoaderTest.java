package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchLoaderTest {
    private static final Dataset DATA = new Pictures(103, 9, 8);
    private static final Distortion RTS = Distortions.named("RTS");
    private static final Distortion NONE = Distortions.named("none");

    private static List<float[]> images(BatchLoader loader, int epochs) {
        List<float[]> all = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            loader.startAt(epoch, 0);
            while (loader.hasNext()) {
                all.add(copy(loader.next(), loader));
            }
        }
        return all;
    }

    private static float[] copy(Batch batch, BatchLoader loader) {
        return Arrays.copyOf(batch.images(), batch.size() * loader.shape().values());
    }

    private static List<Integer> order(BatchLoader loader, long epoch) {
        List<Integer> order = new ArrayList<>();
        loader.startAt(epoch, 0);
        while (loader.hasNext()) {
            Batch batch = loader.next();
            for (int i = 0; i < batch.size(); i++) {
                // The first value of every picture of this set is its number.
                order.add(Math.round(batch.images()[i * loader.shape().values()] * 1000));
            }
        }
        return order;
    }

    @Test
    void threadsDoNotChangeTheResult() {
        List<float[]> expected;
        try (BatchLoader one = new BatchLoader(DATA, RTS, LoaderPlan.shuffled(10, 5, 1))) {
            expected = images(one, 3);
        }
        for (int threads : new int[] {2, 3, 8}) {
            try (BatchLoader many = new BatchLoader(DATA, RTS, LoaderPlan.shuffled(10, 5, threads))) {
                List<float[]> images = images(many, 3);
                assertThat(images).hasSize(30);
                for (int i = 0; i < images.size(); i++) {
                    assertThat(images.get(i)).isEqualTo(expected.get(i));
                }
            }
        }
    }

    @Test
    void shufflesAnewInEachEpochWithoutRepeating() {
        try (BatchLoader loader = new BatchLoader(DATA, NONE, LoaderPlan.shuffled(10, 1, 2))) {
            List<Integer> first = order(loader, 0);
            List<Integer> second = order(loader, 1);
            assertThat(first).hasSize(100).doesNotHaveDuplicates().isNotEqualTo(second);
            assertThat(second).hasSize(100).doesNotHaveDuplicates();
            assertThat(first).isNotEqualTo(IntStream.range(0, 100).boxed().toList());
            assertThat(order(loader, 0)).isEqualTo(first);
        }
        try (BatchLoader other = new BatchLoader(DATA, NONE, LoaderPlan.shuffled(10, 2, 2));
                BatchLoader same = new BatchLoader(DATA, NONE, LoaderPlan.shuffled(10, 1, 2))) {
            assertThat(order(other, 0)).isNotEqualTo(order(same, 0));
        }
    }

    @Test
    void sequentialOrderHoldsEveryPictureOnceAndTheSameDrawInEveryEpoch() {
        try (BatchLoader loader = new BatchLoader(DATA, NONE, LoaderPlan.sequential(10, 1, 3))) {
            assertThat(loader.batches()).isEqualTo(11);
            assertThat(order(loader, 0))
                    .isEqualTo(IntStream.range(0, 103).boxed().toList());
        }
        try (BatchLoader loader = new BatchLoader(DATA, RTS, LoaderPlan.sequential(10, 1, 3))) {
            List<float[]> twice = images(loader, 2);
            assertThat(twice).hasSize(22);
            assertThat(twice.get(10)).hasSize(3 * loader.shape().values());
            for (int i = 0; i < 11; i++) {
                assertThat(twice.get(11 + i)).isEqualTo(twice.get(i));
            }
        }
    }

    @Test
    void distortionsAreDrawnAnewInEachEpochOfLearning() {
        Dataset one = new Pictures(1, 9, 8);
        try (BatchLoader loader = new BatchLoader(one, RTS, LoaderPlan.shuffled(4, 1, 2))) {
            List<float[]> epochs = images(loader, 2);
            assertThat(epochs).hasSize(2);
            assertThat(epochs.get(0)).isNotEqualTo(epochs.get(1));
        }
    }

    @Test
    void resumesInTheMiddleOfAnEpoch() {
        List<float[]> whole;
        try (BatchLoader loader = new BatchLoader(DATA, RTS, LoaderPlan.shuffled(10, 5, 2))) {
            whole = images(loader, 3);
        }
        try (BatchLoader loader = new BatchLoader(DATA, RTS, LoaderPlan.shuffled(10, 5, 2))) {
            loader.startAt(2, 7);
            for (int batch = 7; batch < 10; batch++) {
                assertThat(copy(loader.next(), loader)).isEqualTo(whole.get(20 + batch));
            }
            assertThat(loader.hasNext()).isFalse();
            loader.startAt(1, 3);
            assertThat(copy(loader.next(), loader)).isEqualTo(whole.get(13));
            loader.startAt(1, 10);
            assertThat(loader.hasNext()).isFalse();
        }
    }

    @Test
    void aDistortionIsEasedInWhileItIsLearnedFrom() {
        List<float[]> full;
        try (BatchLoader loader = new BatchLoader(DATA, RTS, LoaderPlan.shuffled(10, 5, 1))) {
            full = images(loader, 4);
        }
        LoaderPlan plan = LoaderPlan.shuffled(10, 5, 2).easingIn(2);
        List<float[]> eased;
        try (BatchLoader loader = new BatchLoader(DATA, RTS, plan)) {
            eased = images(loader, 4);
            // What a batch holds depends on its number alone, so that a run can be gone on with anywhere.
            loader.startAt(1, 6);
            assertThat(copy(loader.next(), loader)).isEqualTo(eased.get(16));
        }
        try (BatchLoader loader = new BatchLoader(DATA, RTS.atStrength(0), LoaderPlan.shuffled(10, 5, 1))) {
            assertThat(eased.get(0)).isEqualTo(copy(loader.next(), loader));
        }
        assertThat(eased.get(19)).isNotEqualTo(full.get(19));
        for (int batch = 20; batch < 40; batch++) {
            assertThat(eased.get(batch)).isEqualTo(full.get(batch));
        }
    }

    @Test
    void whatIsMeasuredIsNotEased() {
        LoaderPlan plan = LoaderPlan.sequential(10, 1, 2);
        try (BatchLoader full = new BatchLoader(DATA, RTS, plan);
                BatchLoader eased = new BatchLoader(DATA, RTS, plan.easingIn(3))) {
            assertThat(images(eased, 1).get(0)).isEqualTo(images(full, 1).get(0));
        }
    }

    @Test
    void buffersAreReused() {
        Set<float[]> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
        try (BatchLoader loader = new BatchLoader(DATA, NONE, LoaderPlan.shuffled(10, 5, 2))) {
            for (int epoch = 0; epoch < 20; epoch++) {
                loader.startAt(epoch, 0);
                while (loader.hasNext()) {
                    buffers.add(loader.next().images());
                }
            }
        }
        assertThat(buffers).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void theBatchInHandIsNotOverwritten() throws InterruptedException {
        try (BatchLoader loader = new BatchLoader(DATA, RTS, LoaderPlan.shuffled(10, 5, 4))) {
            Batch batch = loader.next();
            float[] before = batch.images().clone();
            // Time enough for workers that would go on into this buffer.
            Thread.sleep(100);
            assertThat(batch.images()).isEqualTo(before);
        }
    }

    @Test
    void aWorkersExceptionReachesTheConsumer() {
        Distortion failing = new Failing(3);
        try (BatchLoader loader = new BatchLoader(DATA, failing, LoaderPlan.sequential(10, 1, 2))) {
            loader.next();
            loader.next();
            loader.next();
            assertThatThrownBy(loader::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("picture 35");
            assertThatThrownBy(loader::next).hasMessage("picture 35");
        }
    }

    @Test
    void closingStopsTheThreads() {
        BatchLoader loader = new BatchLoader(DATA, RTS, LoaderPlan.shuffled(10, 5, 3));
        loader.next();
        loader.close();
        loader.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("stn4j-loader"));
        assertThatThrownBy(loader::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void anInterruptEndsTheWait() {
        try (BatchLoader loader = new BatchLoader(DATA, NONE, LoaderPlan.sequential(10, 1, 1))) {
            loader.next();
            Distortion slow = new Slow();
            try (BatchLoader waiting = new BatchLoader(DATA, slow, LoaderPlan.sequential(10, 1, 1))) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(waiting::next).isInstanceOf(CancellationException.class);
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Test
    void refusesBadCalls() {
        assertThatThrownBy(() -> LoaderPlan.shuffled(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LoaderPlan.shuffled(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LoaderPlan.shuffled(1, 1, 1).easingIn(-1))
                .isInstanceOf(IllegalArgumentException.class);
        try (BatchLoader loader = new BatchLoader(DATA, NONE, LoaderPlan.shuffled(10, 1, 1))) {
            assertThatThrownBy(() -> loader.startAt(0, 11)).hasMessageContaining("an epoch has 10");
            assertThatThrownBy(() -> loader.startAt(-1, 0)).isInstanceOf(IllegalArgumentException.class);
            loader.startAt(0, 10);
            assertThatThrownBy(loader::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    /** Fails in one batch of ten. */
    private record Failing(int batch) implements Distortion {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public ImageShape output(ImageShape input) {
            return input;
        }

        @Override
        public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
            if (index == 10 * batch + 5) {
                throw new IllegalStateException("picture " + index);
            }
        }
    }

    /** Takes its time. */
    private record Slow() implements Distortion {
        @Override
        public String name() {
            return "slow";
        }

        @Override
        public ImageShape output(ImageShape input) {
            return input;
        }

        @Override
        public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
