package org.esdetect.engine;

/** Is told when an exception kept an event from raising an alert. Any thread. */
@FunctionalInterface
public interface ExceptionHits {
    /** Nobody counts. */
    ExceptionHits NONE = (rule, exception) -> {};

    void hit(CompiledRule rule, CompiledException exception);
}
