package org.esdetect.es.exception;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.engine.Detector;
import org.esdetect.engine.ExceptionLists;
import org.esdetect.es.manage.Author;
import org.esdetect.es.manage.ExceptionExchange;
import org.esdetect.es.store.ExceptionKey;
import org.esdetect.es.store.ExceptionStore;
import org.esdetect.es.store.ExceptionWrite;
import org.esdetect.es.store.Precondition;
import org.esdetect.es.store.RuleOutcome;
import org.esdetect.rule.ExceptionDocument;
import org.esdetect.rule.ExceptionItem;
import org.esdetect.rule.ExceptionList;
import org.esdetect.rule.ExceptionReader;
import org.esdetect.rule.ImportLine;
import org.esdetect.rule.ReadException;
import org.esdetect.rule.ReadLimits;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;

/** Exceptions of files that come in, into the store, and back. An item that is wrong costs itself only. */
public final class StoredExchange implements ExceptionExchange {
    private final ExceptionStore store;
    private final Detector detector;

    public StoredExchange(ExceptionStore store, Detector detector) {
        this.store = store;
        this.detector = detector;
    }

    /** A list or item that may be stored, and where it came from. */
    private record Incoming(int line, String listId, String itemId, ExceptionWrite write) {
        Failure failure(RestStatus status, String message) {
            return new Failure(line, listId, itemId, status.getStatus(), message);
        }
    }

    @Override
    public void take(
            List<ImportLine.ExceptionList> lists,
            List<ImportLine.ExceptionItem> items,
            boolean overwrite,
            Author author,
            ActionListener<Taken> listener) {
        List<Failure> failures = new ArrayList<>();
        Map<ExceptionKey, Incoming> incoming = new LinkedHashMap<>();
        Precondition precondition = overwrite ? Precondition.NONE : Precondition.ABSENT;
        for (ImportLine.ExceptionList line : lists) {
            ReadException<ExceptionList> read =
                    ExceptionReader.readList("line " + line.line(), line.object(), ReadLimits.DEFAULT);
            if (read.value().isEmpty()) {
                failures.add(unsound(line.line(), line.listId(), "", errors(read)));
            } else {
                ExceptionList list = read.value().get();
                ExceptionKey key = new ExceptionKey.OfList(list.id());
                add(
                        new Incoming(
                                line.line(), list.id(), "", new ExceptionWrite.Put(key, list.document(), precondition)),
                        incoming,
                        failures);
            }
        }
        for (ImportLine.ExceptionItem line : items) {
            ReadException<ExceptionItem> read =
                    ExceptionReader.readItem("line " + line.line(), line.object(), ReadLimits.DEFAULT);
            List<String> errors =
                    read.value().map(ExceptionChanges::queryErrors).orElseGet(() -> errors(read));
            if (read.value().isEmpty() || !errors.isEmpty()) {
                failures.add(unsound(line.line(), line.listId(), line.itemId(), errors));
            } else {
                ExceptionItem item = read.value().get();
                ExceptionKey key = new ExceptionKey.OfItem(item.id());
                add(
                        new Incoming(
                                line.line(),
                                item.listId(),
                                item.id(),
                                new ExceptionWrite.Put(key, item.document(), precondition)),
                        incoming,
                        failures);
            }
        }
        write(List.copyOf(incoming.values()), failures, listener);
    }

    private static void add(Incoming one, Map<ExceptionKey, Incoming> incoming, List<Failure> failures) {
        Incoming first = incoming.putIfAbsent(one.write().key(), one);
        if (first != null) {
            failures.add(one.failure(
                    RestStatus.BAD_REQUEST,
                    one.write().key().words() + " is also in line [" + first.line()
                            + "] of the file, which is the one that counts"));
        }
    }

    private static List<String> errors(ReadException<?> read) {
        return read.problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(Problem::message)
                .toList();
    }

    private static Failure unsound(int line, String listId, String itemId, List<String> errors) {
        return new Failure(line, listId, itemId, RestStatus.BAD_REQUEST.getStatus(), String.join("; ", errors));
    }

    private void write(List<Incoming> incoming, List<Failure> failures, ActionListener<Taken> listener) {
        if (incoming.isEmpty()) {
            listener.onResponse(new Taken(0, failures));
            return;
        }
        store.write(incoming.stream().map(Incoming::write).toList(), listener.map(outcomes -> {
            int count = 0;
            for (int i = 0; i < outcomes.size(); i++) {
                Incoming one = incoming.get(i);
                RuleOutcome outcome = outcomes.get(i);
                if (outcome.isChange()) {
                    count++;
                } else if (outcome instanceof RuleOutcome.Failed failed) {
                    failures.add(one.failure(
                            ExceptionsHelper.status(failed.cause()),
                            String.valueOf(failed.cause().getMessage())));
                } else {
                    failures.add(one.failure(
                            RestStatus.CONFLICT,
                            one.write().key().words() + " exists already; [overwrite_exceptions=true] replaces it"));
                }
            }
            return new Taken(count, failures);
        }));
    }

    @Override
    public List<Problem> problems(Rule rule) {
        return detector.current().exceptions().of(rule).problems();
    }

    @Override
    public void give(Collection<Rule> rules, ActionListener<Given> listener) {
        ExceptionLists exceptions = detector.current().exceptions();
        List<Map<String, Object>> lists = new ArrayList<>();
        List<Map<String, Object>> items = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String id : listIds(rules, exceptions)) {
            exceptions.itemsOf(id).forEach(item -> items.add(ExceptionDocument.forKibana(item.item())));
            if (exceptions.list(id).isPresent()) {
                lists.add(ExceptionDocument.forKibana(exceptions.list(id).get()));
            } else {
                missing.add(id);
            }
        }
        listener.onResponse(new Given(lists, items, missing));
    }

    /** Those that the rules name, applied or not, and those that name one of the rules. */
    private static Set<String> listIds(Collection<Rule> rules, ExceptionLists exceptions) {
        Set<String> ids = new TreeSet<>();
        for (Rule rule : rules) {
            if (rule.document().get("exceptions_list") instanceof List<?> named) {
                named.forEach(list -> {
                    if (list instanceof Map<?, ?> entry && entry.get("list_id") instanceof String id) {
                        ids.add(id);
                    }
                });
            }
            ids.addAll(exceptions.idsFor(rule));
        }
        return ids;
    }
}
