package org.esdetect.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.InetAddressPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultiMatchingQueries;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.Presearcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermWeightor;
import org.elasticsearch.common.network.InetAddresses;
import org.esdetect.condition.Condition;
import org.esdetect.event.AsciiCase;
import org.esdetect.event.MapEvent;
import org.esdetect.event.Values;
import org.esdetect.peers.FieldForms.Form;

/**
 * Lucene's Monitor: stored queries, found for a document by a presearcher and run on an index of this document or of a batch.
 * Making the Lucene document is not timed; indexing it in memory is part of what the monitor does.
 */
final class LuceneMonitor implements Contender<Document> {
    /** Longer terms are refused by Lucene. */
    private static final int MAX_TERM_CHARACTERS = 32_766 / 3;

    private static final int PASSES = 3;

    /** Fields whose terms select little: half of the events have each. */
    private static final List<String> FEW_VALUES = List.of(
            "data_stream.dataset",
            "event.action",
            "event.category",
            "event.code",
            "event.dataset",
            "event.module",
            "event.outcome",
            "event.provider",
            "event.type",
            "host.os.type",
            "network.direction",
            "network.protocol",
            "network.transport",
            "process.code_signature.exists",
            "process.code_signature.trusted",
            "registry.data.type");

    private static final double LITTLE = 0.1;

    private final int batch;
    private final FieldForms forms = new FieldForms();
    private final Monitor monitor;

    /** All of {@code conditions} must be ones that {@link #reasonAgainst} has nothing against. */
    LuceneMonitor(List<Condition> conditions, int batch) throws IOException {
        this.batch = batch;
        this.monitor = new Monitor(new KeywordAnalyzer(), presearcher());
        List<MonitorQuery> queries = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            queries.add(new MonitorQuery(Integer.toString(i), conditions.get(i).accept(new LuceneTranslation(forms))));
        }
        monitor.register(queries);
    }

    /**
     * The fastest on such rules of those that were tried: term-filtered, three passes without weights, four with, three
     * with n-grams of patterns took longer.
     */
    private static Presearcher presearcher() {
        String[] fields = FEW_VALUES.stream()
                .flatMap(field -> Stream.of(FieldForms.name(field, Form.EXACT), FieldForms.name(field, Form.FOLDED)))
                .toArray(String[]::new);
        TermWeightor weights = TermWeightor.combine(
                TermWeightor.DEFAULT,
                TermWeightor.fieldWeightor(LITTLE, fields),
                TermWeightor.fieldWeightor(LITTLE, LuceneTranslation.PRESENT));
        return new MultipassTermFilteredPresearcher(PASSES, 0, weights, List.of(), Set.of());
    }

    /** Why Lucene cannot say what {@code condition} says; null when it can. */
    static String reasonAgainst(Condition condition) {
        try {
            condition.accept(new LuceneTranslation(new FieldForms()));
            return null;
        } catch (InexpressibleException reason) {
            return reason.getMessage();
        }
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public Document prepare(Map<String, Object> event) {
        MapEvent values = new MapEvent(event);
        Document document = new Document();
        forms.all().forEach((field, needed) -> {
            List<Object> held = values.values(field);
            if (!held.isEmpty() && needed.contains(Form.PRESENCE)) {
                document.add(new StringField(LuceneTranslation.PRESENT, field, Field.Store.NO));
            }
            for (Object value : held) {
                needed.forEach(form -> add(document, field, form, value));
            }
        });
        return document;
    }

    private static void add(Document document, String field, Form form, Object value) {
        String name = FieldForms.name(field, form);
        String text = Values.text(value);
        switch (form) {
            case EXACT, FOLDED -> {
                if (text.length() <= MAX_TERM_CHARACTERS) {
                    String kept = form == Form.EXACT ? text : AsciiCase.fold(text);
                    document.add(new StringField(name, kept, Field.Store.NO));
                }
            }
            case NUMBER -> {
                Number number = Values.number(value);
                if (number != null) {
                    document.add(new DoublePoint(name, number.doubleValue()));
                }
            }
            case ADDRESS -> {
                if (InetAddresses.isInetAddress(text)) {
                    InetAddress address = InetAddresses.forString(text);
                    document.add(new InetAddressPoint(name, address));
                }
            }
            case PRESENCE -> {}
        }
    }

    @Override
    public void match(List<Document> events, Matches matches) throws IOException {
        if (batch == 1) {
            MatchingQueries<QueryMatch> found = monitor.match(events.get(0), QueryMatch.SIMPLE_MATCHER);
            found.getMatches().forEach(match -> matches.found(0, Integer.parseInt(match.getQueryId())));
            return;
        }
        MultiMatchingQueries<QueryMatch> found =
                monitor.match(events.toArray(Document[]::new), QueryMatch.SIMPLE_MATCHER);
        for (int i = 0; i < events.size(); i++) {
            int event = i;
            found.getMatches(i).forEach(match -> matches.found(event, Integer.parseInt(match.getQueryId())));
        }
    }

    @Override
    public void close() throws IOException {
        monitor.close();
    }
}
