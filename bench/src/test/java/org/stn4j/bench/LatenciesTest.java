package org.stn4j.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LatenciesTest {
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    /** Sleeps in its first call and in each other. */
    private final class Sleeping implements Contender {
        private final long others;
        private long next;

        Sleeping(long first, long others) {
            this.next = first;
            this.others = others;
        }

        @Override
        public void run() {
            try {
                Thread.sleep(next);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            next = others;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void theFirstCallOfAThreadDoesNotCount() {
        Latencies latencies = new Latencies();
        latencies.turn(2, 0.02, () -> new Sleeping(2000, 1));
        assertThat(latencies.millis(1)).isBetween(1.0, 1999.0);
        assertThat(closed).hasValue(2);
    }

    /** Also where the last call ends long after the turn's time. */
    @Test
    void threadsTogetherMakeNoMoreCallsThanThereIsTime() {
        Latencies latencies = new Latencies();
        latencies.turn(2, 0.001, () -> new Sleeping(10, 10));
        latencies.turn(2, 0.001, () -> new Sleeping(10, 10));
        assertThat(latencies.perSecond()).isBetween(0.1, 200.0);
    }

    @Test
    void aThreadThatFailsBeforeTheStartEndsTheTurn() {
        assertThatThrownBy(() -> new Latencies().turn(3, 0.01, () -> {
                    if (made.incrementAndGet() == 2) {
                        throw new IllegalArgumentException("no such model");
                    }
                    return new Sleeping(1, 1);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no such model");
        assertThat(closed).hasValue(2);
    }

    @Test
    void aThreadThatFailsMeanwhileEndsTheTurn() {
        AtomicInteger calls = new AtomicInteger();
        assertThatThrownBy(() -> new Latencies().turn(2, 0.05, () -> new Contender() {
                    @Override
                    public void run() {
                        if (calls.incrementAndGet() == 1000) {
                            throw new IllegalArgumentException("the network is gone");
                        }
                    }

                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the network is gone");
        assertThat(closed).hasValue(2);
    }
}
