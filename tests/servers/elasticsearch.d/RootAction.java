// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
package emitter.tests;

import java.util.List;
import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;

/** Answers GET and HEAD on /, which the published artefacts leave to a module that is not among them. */
class RootAction extends BaseRestHandler {
    @Override
    public String getName() {
        return "root";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.GET, "/"), new Route(RestRequest.Method.HEAD, "/"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        return channel -> {
            var answer = channel.newBuilder().startObject();
            answer.field("name", "tests").field("cluster_name", "tests");
            answer.startObject("version");
            answer.field("number", Build.current().qualifiedVersion());
            answer.field("build_flavor", Build.current().flavor());
            answer.endObject();
            answer.field("tagline", "You Know, for Search").endObject();
            channel.sendResponse(new RestResponse(RestStatus.OK, answer));
        };
    }
}
