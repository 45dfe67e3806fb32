package org.esdetect.es.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.elasticsearch.common.hash.MessageDigests;
import org.elasticsearch.logging.LogManager;
import org.elasticsearch.logging.Logger;
import org.esdetect.engine.CompiledRule;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;
import org.esdetect.text.Span;

/** A compiler that never throws: a rule that the compiler itself fails on is a rule with a problem; the others load. */
final class GuardedCompiler implements Function<Rule, CompiledRule> {
    private static final Logger logger = LogManager.getLogger(GuardedCompiler.class);

    private static final int HASH_DIGITS = 16;

    private final Function<Rule, CompiledRule> compiler;

    GuardedCompiler(Function<Rule, CompiledRule> compiler) {
        this.compiler = compiler;
    }

    @Override
    public CompiledRule apply(Rule rule) {
        try {
            return compiler.apply(rule);
        } catch (StackOverflowError e) {
            return failed(rule, Problem.Code.TOO_LARGE, "the query is nested too deeply to be read");
        } catch (RuntimeException e) {
            logger.error("rule [" + rule.id() + "] cannot be compiled; this is a bug of the compiler", e);
            return failed(rule, Problem.Code.UNSUPPORTED, "the compiler failed on this rule: [" + e + "]");
        }
    }

    private static CompiledRule failed(Rule rule, Problem.Code code, String message) {
        Problem problem = new Problem(code, Problem.Severity.ERROR, new Span(0, 0), message);
        return new CompiledRule(rule, Optional.empty(), hash(rule.query()), List.of(problem));
    }

    private static String hash(String query) {
        MessageDigest digest = MessageDigests.sha256();
        return HexFormat.of()
                .formatHex(digest.digest(query.getBytes(StandardCharsets.UTF_8)))
                .substring(0, HASH_DIGITS);
    }
}
