package org.esdetect.cep;

import java.io.Serializable;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/**
 * Flink CEP in one local task; what is of no kind is left out before it is keyed.
 *
 * @param next whether the second event must be the very next of its key, which is what EQL means here; otherwise each
 *     first event is paired
 */
record FlinkCep(String name, boolean next) implements Engine {
    static List<Engine> all() {
        return List.of(new FlinkCep("Flink CEP, a followedBy b", false), new FlinkCep("Flink CEP, a next b", true));
    }

    private static final TypeInformation<Moment> MOMENT = TypeInformation.of(Moment.class);

    /** The events are read from here, as a job cannot carry a million of them. */
    private static volatile Iterable<Moment> source = List.of();

    private static final class Source implements Iterator<Moment>, Serializable {
        private static final long serialVersionUID = 1;
        private transient @Nullable Iterator<Moment> in;

        private Iterator<Moment> in() {
            Iterator<Moment> known = in;
            if (known == null) {
                known = source.iterator();
                in = known;
            }
            return known;
        }

        @Override
        public boolean hasNext() {
            return in().hasNext();
        }

        @Override
        public Moment next() {
            return in().next();
        }
    }

    @Override
    public Prepared prepare(Pairs pairs) {
        return load -> find(load, pairs);
    }

    /** A job is built and started for each run, some tenths of a second. */
    @Override
    public boolean startsWithEachRun() {
        return true;
    }

    @SuppressWarnings("deprecation") // the source that takes its place wants a connector of its own
    private void find(Load load, Pairs pairs) throws Exception {
        source = load.events();
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(1);
        flink.getConfig().enableObjectReuse();
        KeyedStream<Moment, String> moments = flink.fromCollection(new Source(), MOMENT)
                .filter(moment -> moment.getKind() != Moment.NEITHER)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Moment>forMonotonousTimestamps()
                        .withTimestampAssigner((moment, ignored) -> moment.getTime()))
                .keyBy(Moment::getKey, Types.STRING);
        SimpleCondition<Moment> isSecond = SimpleCondition.of(moment -> moment.getKind() == Moment.SECOND);
        Pattern<Moment, Moment> first = Pattern.<Moment>begin("a")
                .where(SimpleCondition.of(moment -> moment.getKind() == Moment.FIRST));
        Pattern<Moment, ?> pattern = (next ? first.next("b") : first.followedBy("b"))
                .where(isSecond)
                .within(Duration.ofMillis(Load.MAX_SPAN_MILLIS + 1));
        try (CloseableIterator<Tuple2<Integer, Integer>> found = CEP.pattern(moments, pattern)
                .inEventTime()
                .select(
                        match -> Tuple2.of(id(match.get("a")), id(match.get("b"))),
                        Types.TUPLE(Types.INT, Types.INT))
                .executeAndCollect()) {
            found.forEachRemaining(pair -> pairs.add(pair.f1, pair.f0));
        }
    }

    private static Integer id(@Nullable List<Moment> matched) {
        return Objects.requireNonNull(matched, "each part of the pattern has matched").get(0).getId();
    }
}
