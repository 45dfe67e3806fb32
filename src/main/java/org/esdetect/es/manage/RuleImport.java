package org.esdetect.es.manage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.es.store.Precondition;
import org.esdetect.es.store.RuleOutcome;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.RuleWrite;
import org.esdetect.rule.ImportLine;
import org.esdetect.rule.Rule;

/**
 * Takes the rules and exceptions of a file. All of it is read and checked before the first is stored; what has an error
 * is refused by itself and keeps nothing else from being stored. However many rules there are, nodes load once.
 */
public final class RuleImport {
    private final RuleStore store;
    private final ExceptionExchange exceptions;

    public RuleImport(RuleStore store, ExceptionExchange exceptions) {
        this.store = store;
        this.exceptions = exceptions;
    }

    /**
     * What an import may replace.
     *
     * @param rules whether rules of the same id
     * @param exceptions whether exception lists and items of the same id
     */
    public record Overwrite(boolean rules, boolean exceptions) {}

    /** Takes all lines of a file. Computes: not to be called on a network thread. */
    public void run(List<ImportLine> lines, Overwrite overwrite, Author author, ActionListener<ImportReport> listener) {
        OneImport work = new OneImport(overwrite, author);
        lines.forEach(work::read);
        work.refuseRepeated();
        exceptions.take(
                work.report.lists,
                work.report.items,
                overwrite.exceptions,
                author,
                listener.delegateFailureAndWrap((next, taken) -> {
                    work.report.taken = taken;
                    work.store(next);
                }));
    }

    /** One file on its way; its steps follow each other, so the fields need no lock. */
    private final class OneImport {
        private final Overwrite overwrite;
        private final Author author;
        private final ImportReport report = new ImportReport();
        private final List<Incoming> sound = new ArrayList<>();

        OneImport(Overwrite overwrite, Author author) {
            this.overwrite = overwrite;
            this.author = author;
        }

        void read(ImportLine line) {
            if (line instanceof ImportLine.OfRule rule) {
                Incoming incoming = Incoming.of(rule);
                if (incoming.rule().isPresent()) {
                    sound.add(incoming);
                } else {
                    refuse(
                            incoming,
                            RestStatus.BAD_REQUEST,
                            ImportedRule.message(incoming.line(), incoming.findings()));
                }
            } else {
                report.add(line);
            }
        }

        /** Which of two rules of one id is meant only their author knows, so neither is taken. */
        void refuseRepeated() {
            Map<String, List<Incoming>> byId = new TreeMap<>();
            sound.forEach(rule ->
                    byId.computeIfAbsent(id(rule), id -> new ArrayList<>()).add(rule));
            byId.forEach((id, rules) -> {
                if (rules.size() > 1) {
                    List<Integer> lines = rules.stream().map(Incoming::line).toList();
                    sound.removeAll(rules);
                    rules.forEach(rule -> refuse(
                            rule,
                            RestStatus.BAD_REQUEST,
                            "more than one rule with rule_id [" + id + "] found, in lines " + lines
                                    + ": none of them is taken; give each its own id, or leave one"));
                }
            });
        }

        void store(ActionListener<ImportReport> listener) {
            List<String> ids = sound.stream().map(OneImport::id).toList();
            store.files(ids, listener.delegateFailureAndWrap((next, files) -> {
                List<Incoming> written = new ArrayList<>();
                List<RuleWrite> writes = new ArrayList<>();
                for (Incoming rule : sound) {
                    Optional<String> obstacle = obstacle(rule, Optional.ofNullable(files.get(id(rule))));
                    if (obstacle.isPresent()) {
                        refuse(rule, RestStatus.CONFLICT, obstacle.get());
                    } else {
                        written.add(rule);
                        writes.add(write(rule.rule().orElseThrow()));
                    }
                }
                store.write(writes, next.map(outcomes -> {
                    for (int i = 0; i < outcomes.size(); i++) {
                        note(written.get(i), outcomes.get(i));
                    }
                    return report;
                }));
            }));
        }

        /** @param there empty when there is no such rule yet */
        private Optional<String> obstacle(Incoming rule, Optional<Optional<String>> there) {
            if (there.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> file = there.get();
            if (file.isPresent()) {
                return Optional.of(RuleConflictException.heldByFileMessage(id(rule), file.get()));
            }
            return overwrite.rules ? Optional.empty() : Optional.of(exists(rule));
        }

        private static String exists(Incoming rule) {
            return "rule_id: \"" + id(rule) + "\" already exists; set [overwrite] to replace it";
        }

        private RuleWrite write(Rule rule) {
            return new RuleWrite.Put(
                    rule, author.authentication(), overwrite.rules ? Precondition.NONE : Precondition.ABSENT);
        }

        private void note(Incoming rule, RuleOutcome outcome) {
            if (outcome instanceof RuleOutcome.Written stored) {
                report.add(ImportedRule.stored(
                        rule, stored, exceptions.problems(rule.rule().orElseThrow())));
            } else if (outcome instanceof RuleOutcome.Failed failed) {
                report.add(ImportedRule.failed(rule, failed.cause()));
            } else {
                refuse(rule, RestStatus.CONFLICT, exists(rule));
            }
        }

        private void refuse(Incoming rule, RestStatus status, String message) {
            report.add(ImportedRule.refused(rule, status, message));
        }

        private static String id(Incoming rule) {
            return rule.rule().orElseThrow().id();
        }
    }
}
