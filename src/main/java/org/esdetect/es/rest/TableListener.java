package org.esdetect.es.rest;

import org.elasticsearch.common.Table;
import org.elasticsearch.rest.RestChannel;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.action.RestResponseListener;
import org.elasticsearch.rest.action.cat.RestTable;

/** Answers with a table, as the {@code _cat} API shows it. */
final class TableListener extends RestResponseListener<Table> {
    TableListener(RestChannel channel) {
        super(channel);
    }

    @Override
    public RestResponse buildResponse(Table table) throws Exception {
        return RestTable.buildResponse(table, channel);
    }
}
