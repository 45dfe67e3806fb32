package org.esdetect.es.action;

import java.io.IOException;
import java.util.Map;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.xcontent.ToXContentObject;
import org.elasticsearch.xcontent.XContentBuilder;

/** An answer that is made of plain maps already. Given by the node that is asked. */
public final class MapResponse extends ActionResponse implements ToXContentObject {
    private final Map<String, Object> answer;

    MapResponse(Map<String, Object> answer) {
        this.answer = answer;
    }

    public Map<String, Object> answer() {
        return answer;
    }

    @Override
    public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
        return builder.map(answer);
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
        TransportAction.localOnly();
    }
}
