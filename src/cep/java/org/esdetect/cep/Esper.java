package org.esdetect.cep;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventBean;
import com.espertech.esper.common.client.EventPropertyGetter;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.common.client.EventSender;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPDeployment;
import com.espertech.esper.runtime.client.EPEventService;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import com.espertech.esper.runtime.client.EPStatement;
import java.util.List;

/**
 * Esper, with the rule said in one of several ways.
 *
 * @param statements the last one, named {@code out}, gives the pairs as properties {@code a} and {@code b}
 */
record Esper(String name, String statements) implements Engine {
    static List<Engine> all() {
        return List.of(
                new Esper(
                        "Esper, every a -> b",
                        "@name('out') select a, b from pattern [every a=Moment(kind=0)"
                                + " -> b=Moment(kind=1, key=a.key) where timer:within(60001 msec)]"),
                new Esper(
                        "Esper, every a -> (b and not a)",
                        "@name('out') select a, b from pattern [every a=Moment(kind=0)"
                                + " -> (b=Moment(kind=1, key=a.key) and not Moment(kind=0, key=a.key))"
                                + " where timer:within(60001 msec)]"),
                new Esper(
                        "Esper, every a -> b in a context by key",
                        "@public create context ByKey partition by key from Moment(kind < 2);\n"
                                + "@name('out') context ByKey select a, b from pattern [every a=Moment(kind=0)"
                                + " -> b=Moment(kind=1) where timer:within(60001 msec)]"),
                new Esper(
                        "Esper, match_recognize",
                        "@name('out') select a, b from Moment(kind < 2) match_recognize (partition by key"
                                + " measures A as a, B as b pattern (A B)"
                                + " define A as A.kind = 0, B as B.kind = 1 and B.time - A.time <= 60000)"),
                new Esper(
                        "Esper, select and delete from a window of the last a",
                        "@public create window Latest#unique(key) as Moment;\n"
                                + "insert into Latest select * from Moment(kind=0);\n"
                                + "@name('out') on Moment(kind=1) as b select and delete a.* as a, b as b"
                                + " from Latest as a where a.key = b.key"),
                new Esper(
                        "Esper, select and delete from a table of the last a",
                        "@public create table Latest(key string primary key, a Moment);\n"
                                + "on Moment(kind=0) as m merge Latest as l where l.key = m.key"
                                + " when matched then update set a = m"
                                + " when not matched then insert select m.key as key, m as a;\n"
                                + "@name('out') on Moment(kind=1) as b select and delete l.a as a, b as b"
                                + " from Latest as l where l.key = b.key"));
    }

    @Override
    public Prepared prepare(Pairs pairs) throws EPCompileException, EPDeployException {
        Configuration configuration = new Configuration();
        configuration.getCommon().addEventType("Moment", Moment.class);
        configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
        EPRuntime runtime = EPRuntimeProvider.getRuntime(name, configuration);
        runtime.initialize();
        listen(runtime, configuration, pairs);
        return new Running(runtime);
    }

    /** Deployed. */
    private record Running(EPRuntime runtime) implements Prepared {
        @Override
        public void run(Load load) {
            EPEventService service = runtime.getEventService();
            EventSender sender = service.getEventSender("Moment");
            long now = -1;
            for (Moment moment : load.events()) {
                if (moment.getKind() != Moment.NEITHER) {
                    if (moment.getTime() != now) {
                        now = moment.getTime();
                        service.advanceTime(now);
                    }
                    sender.sendEvent(moment);
                }
            }
        }

        @Override
        public void close() {
            runtime.destroy();
        }
    }

    private void listen(EPRuntime runtime, Configuration configuration, Pairs pairs)
            throws EPCompileException, EPDeployException {
        EPCompiled compiled =
                EPCompilerProvider.getCompiler().compile(statements, new CompilerArguments(configuration));
        EPDeployment deployment = runtime.getDeploymentService().deploy(compiled);
        EPStatement out = runtime.getDeploymentService().getStatement(deployment.getDeploymentId(), "out");
        EventPropertyGetter a = out.getEventType().getGetter("a");
        EventPropertyGetter b = out.getEventType().getGetter("b");
        out.addListener((found, removed, statement, service) -> {
            for (EventBean pair : found == null ? new EventBean[0] : found) {
                Moment first = moment(a.get(pair));
                Moment second = moment(b.get(pair));
                if (second.getTime() - first.getTime() <= Load.MAX_SPAN_MILLIS) {
                    pairs.add(second.getId(), first.getId());
                }
            }
        });
    }

    private static Moment moment(Object value) {
        return (Moment) (value instanceof EventBean bean ? bean.getUnderlying() : value);
    }
}
