package org.esdetect.es.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.elasticsearch.rest.RestHandler.Route;
import org.elasticsearch.rest.RestRequest;
import org.esdetect.es.store.ExceptionKey;

/** What the routes of exception items and lists have in common. */
final class ExceptionPath {
    static final String ITEMS = "/_detect/exceptions";
    static final String LISTS = "/_detect/exception_lists";
    private static final String REVISION = "if_revision";

    private ExceptionPath() {}

    static List<Route> routes(RestRequest.Method method) {
        return List.of(new Route(method, ITEMS + "/{id}"), new Route(method, LISTS + "/{id}"));
    }

    static ExceptionKey key(RestRequest request) {
        String id = request.param("id");
        return request.rawPath().contains(LISTS) ? new ExceptionKey.OfList(id) : new ExceptionKey.OfItem(id);
    }

    /** Where the exception is read. */
    static String location(ExceptionKey key) {
        String path = key instanceof ExceptionKey.OfList ? LISTS : ITEMS;
        return path + "/" + URLEncoder.encode(key.id(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    static OptionalLong expectedRevision(RestRequest request) {
        if (!request.hasParam(REVISION)) {
            return OptionalLong.empty();
        }
        long revision = request.paramAsLong(REVISION, 0);
        if (revision < 0) {
            throw new IllegalArgumentException("[" + REVISION + "] is [" + revision
                    + "], expected the revision of the exception, or [0] for none");
        }
        return OptionalLong.of(revision);
    }
}
