package org.esdetect.es.exception;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.elasticsearch.ElasticsearchParseException;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.esdetect.engine.CompiledRules;
import org.esdetect.engine.Detector;
import org.esdetect.engine.ExceptionCompiler;
import org.esdetect.es.store.ExceptionKey;
import org.esdetect.es.store.ExceptionStore;
import org.esdetect.es.store.ExceptionWrite;
import org.esdetect.es.store.Precondition;
import org.esdetect.es.store.RuleOutcome;
import org.esdetect.es.store.StoredException;
import org.esdetect.rule.ExceptionItem;
import org.esdetect.rule.ExceptionList;
import org.esdetect.rule.ExceptionReader;
import org.esdetect.rule.ReadException;
import org.esdetect.rule.ReadLimits;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.jspecify.annotations.Nullable;

/** Creates, replaces and deletes exception lists and items. What is not sound is refused whole. */
public final class ExceptionChanges {
    private final ExceptionStore store;
    private final Detector detector;

    public ExceptionChanges(ExceptionStore store, Detector detector) {
        this.store = store;
        this.detector = detector;
    }

    /**
     * What a write did.
     *
     * @param createdList the list that was made for an item, because nobody had
     */
    public record Written(boolean created, Optional<String> createdList, List<String> warnings) {}

    /**
     * Creates or replaces the item {@code id}.
     *
     * @param ruleId the one rule that it is for, unless the item says its list
     * @param ifRevision the revision that is replaced, 0 for none
     * @throws ElasticsearchParseException naming every mistake
     */
    public void putItem(
            String id,
            String json,
            Optional<String> ruleId,
            OptionalLong ifRevision,
            ActionListener<Written> listener) {
        ReadException<ExceptionItem> read = item(id, json, ruleId);
        ExceptionItem item = read.value().orElseThrow();
        ExceptionKey key = new ExceptionKey.OfItem(id);
        boolean listIsMissing =
                detector.current().exceptions().list(item.listId()).isEmpty();
        precondition(key, ifRevision, listener.delegateFailureAndWrap((next, precondition) -> {
            List<ExceptionWrite> writes = new ArrayList<>();
            writes.add(new ExceptionWrite.Put(key, item.document(), precondition));
            if (listIsMissing) {
                writes.add(new ExceptionWrite.Put(
                        new ExceptionKey.OfList(item.listId()), newList(item.listId(), ruleId), Precondition.ABSENT));
            }
            store.write(
                    writes,
                    next.map(outcomes -> new Written(
                            isCreated(key, outcomes.get(0)),
                            listIsMissing && outcomes.get(1).isChange() ? Optional.of(item.listId()) : Optional.empty(),
                            warnings(read, ruleId.stream()))));
        }));
    }

    /** Read without an error. */
    private static ReadException<ExceptionItem> item(String id, String json, Optional<String> ruleId) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("item_id", id);
        ruleId.ifPresent(rule -> given.put("list_id", listOf(rule)));
        ReadException<ExceptionItem> read = ExceptionReader.readItem("exception", json, given, ReadLimits.DEFAULT);
        ExceptionItem item = read.value().orElseThrow(() -> refused(read.renderedProblems()));
        List<String> errors = queryErrors(item);
        if (!errors.isEmpty()) {
            throw refused(errors);
        }
        return read;
    }

    /** EQL that is wrong is its author's to mend; an item with a value list is kept as Kibana has it. */
    static List<String> queryErrors(ExceptionItem item) {
        if (item.eql().isEmpty()) {
            return List.of();
        }
        SourceText text = ExceptionCompiler.source(item);
        return ExceptionCompiler.compile(item).problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(problem -> problem.render(text))
                .toList();
    }

    private static ElasticsearchParseException refused(List<String> problems) {
        return new ElasticsearchParseException("the exception is not sound:\n{}", String.join("\n", problems));
    }

    /** The list that holds the exceptions of one rule only. */
    private static String listOf(String ruleId) {
        return "rule-" + ruleId;
    }

    private static Map<String, Object> newList(String listId, Optional<String> ruleId) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("list_id", listId);
        list.put("name", listId);
        list.put("description", ruleId.map(rule -> "Exceptions of rule " + rule).orElse(listId));
        list.put("type", ruleId.isPresent() ? "rule_default" : "detection");
        ruleId.ifPresent(rule -> list.put("rule_ids", List.of(rule)));
        return list;
    }

    /**
     * Creates or replaces the list {@code id}; its items stay as they are.
     *
     * @throws ElasticsearchParseException naming every mistake
     */
    public void putList(String id, String json, OptionalLong ifRevision, ActionListener<Written> listener) {
        ReadException<ExceptionList> read =
                ExceptionReader.readList("exception list", json, Map.of("list_id", id), ReadLimits.DEFAULT);
        ExceptionList list = read.value().orElseThrow(() -> refused(read.renderedProblems()));
        ExceptionKey key = new ExceptionKey.OfList(id);
        precondition(
                key,
                ifRevision,
                listener.delegateFailureAndWrap((next, precondition) -> store.write(
                        List.of(new ExceptionWrite.Put(key, list.document(), precondition)),
                        next.map(outcomes -> new Written(
                                isCreated(key, outcomes.get(0)),
                                Optional.empty(),
                                warnings(read, list.ruleIds().stream()))))));
    }

    /** What is doubtful, rules among it that an exception is for and nobody has: it may have come before them. */
    private List<String> warnings(ReadException<?> read, Stream<String> ruleIds) {
        List<String> warnings = new ArrayList<>(read.renderedProblems());
        ruleIds.filter(id -> detector.current().find(id).isEmpty())
                .forEach(id -> warnings.add("there is no rule [" + id + "]: this has no effect on it until there is"));
        return warnings;
    }

    /**
     * Deletes a list with its items, or an item.
     *
     * @param listener answered with what was deleted beside it; fails with {@link ExceptionConflictException} for a
     *     list that rules name
     */
    public void delete(ExceptionKey key, OptionalLong ifRevision, ActionListener<List<String>> listener) {
        List<String> items = new ArrayList<>();
        if (key instanceof ExceptionKey.OfList) {
            CompiledRules rules = detector.current();
            List<String> users = rules.all().stream()
                    .filter(rule -> rule.rule().exceptionLists().contains(key.id()))
                    .map(rule -> rule.rule().id())
                    .toList();
            if (!users.isEmpty()) {
                throw ExceptionConflictException.inUse(key, users);
            }
            rules.exceptions()
                    .itemsOf(key.id())
                    .forEach(item -> items.add(item.item().id()));
        }
        precondition(key, ifRevision, listener.delegateFailureAndWrap((next, precondition) -> {
            List<ExceptionWrite> writes = new ArrayList<>();
            writes.add(new ExceptionWrite.Delete(key, precondition));
            items.forEach(
                    item -> writes.add(new ExceptionWrite.Delete(new ExceptionKey.OfItem(item), Precondition.NONE)));
            store.write(writes, next.map(outcomes -> {
                checked(key, outcomes.get(0));
                return items;
            }));
        }));
    }

    private void precondition(ExceptionKey key, OptionalLong ifRevision, ActionListener<Precondition> listener) {
        if (ifRevision.isEmpty()) {
            listener.onResponse(Precondition.NONE);
            return;
        }
        long expected = ifRevision.getAsLong();
        store.find(key, listener.map(found -> {
            @Nullable StoredException stored = found.orElse(null);
            long revision = stored == null ? 0 : stored.revision();
            if (revision != expected) {
                throw ExceptionConflictException.stale(
                        key, expected, stored == null ? OptionalLong.empty() : OptionalLong.of(revision));
            }
            return stored == null ? Precondition.ABSENT : Precondition.unchangedSince(stored.version());
        }));
    }

    private static boolean isCreated(ExceptionKey key, RuleOutcome outcome) {
        checked(key, outcome);
        return outcome instanceof RuleOutcome.Written written && written.created();
    }

    private static void checked(ExceptionKey key, RuleOutcome outcome) {
        if (outcome instanceof RuleOutcome.Conflict) {
            throw ExceptionConflictException.atOnce(key);
        }
        if (outcome instanceof RuleOutcome.Failed failed) {
            throw ExceptionsHelper.convertToRuntime(failed.cause());
        }
        if (outcome instanceof RuleOutcome.Missing) {
            throw ExceptionViews.notFound(key);
        }
    }
}
