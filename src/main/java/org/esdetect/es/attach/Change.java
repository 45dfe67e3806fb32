package org.esdetect.es.attach;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One thing that is to be different in the cluster. */
public sealed interface Change {

    /** What it is about: a pipeline, indices, a template. */
    String what();

    /** In words, for people. */
    String does();

    /** {@code PUT _ingest/pipeline}. */
    record PutPipeline(String what, String does, Map<String, Object> body) implements Change {}

    /** {@code DELETE _ingest/pipeline}. */
    record DeletePipeline(String what, String does) implements Change {}

    /** {@code PUT {indices}/_settings}; a null value takes the setting away. */
    record Settings(List<String> indices, String does, Map<String, Object> settings) implements Change {
        @Override
        public String what() {
            return String.join(",", indices);
        }
    }

    /** {@code PUT {indices}/_mapping}. */
    record Mapping(List<String> indices, String does, Map<String, Object> mapping) implements Change {
        @Override
        public String what() {
            return String.join(",", indices);
        }
    }

    /** {@code PUT _component_template}. */
    record PutComponent(String what, String does, Map<String, Object> body) implements Change {}

    /** {@code PUT _index_template}. */
    record PutTemplate(String what, String does, Map<String, Object> body) implements Change {}

    /** {@code DELETE _index_template}. */
    record DeleteTemplate(String what, String does) implements Change {}

    /** {@code PUT _cluster/settings}, persistent. */
    record ClusterSettings(String does, Map<String, Object> settings) implements Change {
        @Override
        public String what() {
            return "cluster settings";
        }
    }

    /** Something that people must do or know; nothing is done. */
    record Advice(String what, String does) implements Change {}

    default Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("what", what());
        map.put("change", does());
        return map;
    }
}
