package io.github.kafkaconnect.webpubsub.emulator.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.emulator.http.Query;
import io.github.kafkaconnect.webpubsub.emulator.service.Connection;
import io.github.kafkaconnect.webpubsub.emulator.service.Hub;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages of a group's members, in the order of connection ids; the continuation token is the last id seen. */
final class Pages {
    private static final String MARK = "after:";
    private static final int PAGE_SIZE = 200;

    private Pages() {}

    static void check(Query query) throws RestError {
        List<String> tokens = query.all("continuationToken");
        if (tokens.size() > 1 || (tokens.size() == 1 && decode(tokens.get(0)) == null)) {
            throw RestError.badRequest("continuationToken", "The continuation token is invalid.");
        }
    }

    static String page(Call call, Hub hub, String endpoint) {
        Integer size = call.intParameter("maxpagesize");
        Integer top = call.intParameter("top");
        String token = call.query().last("continuationToken");
        int limit = Math.min(size == null ? PAGE_SIZE : size, top == null ? Integer.MAX_VALUE : top);
        List<Connection> more = hub.membersAfter(call.group(), token == null ? null : decode(token), limit + 1);
        List<Connection> members = more.subList(0, Math.min(limit, more.size()));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode value = page.putArray("value");
        for (Connection member : members) {
            ObjectNode node = value.addObject().put("connectionId", member.id());
            if (member.userId() != null) {
                node.put("userId", member.userId());
            }
        }
        Integer left = top == null ? null : top - members.size();
        if (more.size() > limit && (left == null || left > 0)) {
            page.put(
                    "nextLink",
                    next(call, endpoint, members.get(members.size() - 1).id(), left));
        }
        return page.toString();
    }

    private static String next(Call call, String endpoint, String lastId, @Nullable Integer left) {
        StringBuilder link = new StringBuilder(endpoint)
                .append(call.request().path())
                .append("?api-version=")
                .append(call.version().text());
        if (call.query().last("maxpagesize") != null) {
            link.append("&maxpagesize=").append(call.intParameter("maxpagesize"));
        }
        byte[] token = (MARK + lastId).getBytes(StandardCharsets.UTF_8);
        link.append("&continuationToken=")
                .append(Base64.getUrlEncoder().withoutPadding().encodeToString(token));
        return left == null
                ? link.toString()
                : link.append("&top=").append(left).toString();
    }

    private static @Nullable String decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return text.startsWith(MARK) ? text.substring(MARK.length()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
