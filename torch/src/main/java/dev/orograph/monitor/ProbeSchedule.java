package dev.orograph.monitor;

/** At which steps a probe measures. */
public sealed interface ProbeSchedule {
    /**
     * Whether it measures at a step.
     *
     * @param step from 1
     */
    boolean isDue(long step, long stepsPerEpoch);

    /** The form that {@link #parse} reads. */
    String text();

    /**
     * Every so many steps, the first included.
     *
     * @param steps at least 1
     */
    record Every(long steps) implements ProbeSchedule {
        public Every {
            if (steps < 1) {
                throw new IllegalArgumentException("schedule @" + steps + " of a probe must be at least 1 step");
            }
        }

        @Override
        public boolean isDue(long step, long stepsPerEpoch) {
            return (step - 1) % steps == 0;
        }

        @Override
        public String text() {
            return Long.toString(steps);
        }
    }

    /** The first step in every tenth of a power of ten: 1, 2, 3, 4, 6, 7, 8, 10, 13, 16, 20, 26, … */
    record LogSpaced() implements ProbeSchedule {
        private static final int PER_DECADE = 10;

        @Override
        public boolean isDue(long step, long stepsPerEpoch) {
            return step == 1 || slot(step) > slot(step - 1);
        }

        private static long slot(long step) {
            // a power of ten must not fall below its slot by rounding
            return (long) Math.floor(PER_DECADE * Math.log10((double) step) + 1e-9);
        }

        @Override
        public String text() {
            return "log";
        }
    }

    /** The last step of every epoch. */
    record EveryEpoch() implements ProbeSchedule {
        @Override
        public boolean isDue(long step, long stepsPerEpoch) {
            return step % stepsPerEpoch == 0;
        }

        @Override
        public String text() {
            return "epoch";
        }
    }

    /**
     * Reads a number of steps, {@code log} or {@code epoch}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static ProbeSchedule parse(String text) {
        if (text.equals("log")) {
            return new LogSpaced();
        } else if (text.equals("epoch")) {
            return new EveryEpoch();
        } else if (text.matches("\\d{1,9}")) {
            return new Every(Long.parseLong(text));
        }
        throw new IllegalArgumentException("schedule '@" + text
                + "' of a probe is unknown; give a number of steps as in @100, @log, @epoch or @off");
    }
}
