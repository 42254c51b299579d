package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.types.Password;

/** When a user interface shows an option: hidden is what {@link SourceRules} refuses beside what is given, or what nothing would read. */
final class SourceVisibility {
    private SourceVisibility() {}

    static boolean ofConnectionString(Map<String, Object> given) {
        return has(SourceOptions.CONNECTION_STRING, given)
                || !(has(SourceOptions.ENDPOINT, given) || has(SourceOptions.ACCESS_KEY, given));
    }

    /** Endpoint and key beside no connection string. */
    static boolean ofEndpoint(Map<String, Object> given) {
        return !has(SourceOptions.CONNECTION_STRING, given);
    }

    /** Where it is a proof, or may become one. */
    static boolean ofSharedSecret(Map<String, Object> given) {
        return mayBe(Proof.SHARED_SECRET, given);
    }

    /** Where bearer tokens are a proof, or may become one. */
    static boolean ofBearer(Map<String, Object> given) {
        return mayBe(Proof.BEARER, given);
    }

    /** What has a default and means something only where tokens are checked. */
    static boolean ofBearerDetails(Map<String, Object> given) {
        return ofBearer(given) && has(BearerOptions.TENANT, given);
    }

    static boolean ofPem(Map<String, Object> given) {
        return hasPem(given) || !has(SourceOptions.TLS_KEYSTORE_FILE, given);
    }

    static boolean ofKeystore(Map<String, Object> given) {
        return has(SourceOptions.TLS_KEYSTORE_FILE, given) || !hasPem(given);
    }

    static boolean ofKeystoreType(Map<String, Object> given) {
        return has(SourceOptions.TLS_KEYSTORE_FILE, given);
    }

    static boolean ofKeyPassword(Map<String, Object> given) {
        return has(SourceOptions.TLS_KEYSTORE_FILE, given) || has(SourceOptions.TLS_KEY_FILE, given);
    }

    static boolean ofTls(Map<String, Object> given) {
        return has(SourceOptions.TLS_KEYSTORE_FILE, given) || hasPem(given);
    }

    /** A proxy ends TLS where this listener does not. */
    static boolean ofPlainHttp(Map<String, Object> given) {
        return !ofTls(given);
    }

    /** Where a file is named that must lie below it. */
    static boolean ofFilesRoot(Map<String, Object> given) {
        return Stream.of(
                        SourceOptions.TLS_CERTIFICATE_FILE,
                        SourceOptions.TLS_KEY_FILE,
                        SourceOptions.TLS_KEYSTORE_FILE,
                        SourceOptions.TLS_CLIENT_CA_FILE,
                        BearerOptions.CA_FILE,
                        PolicyOptions.POLICY_FILE)
                .anyMatch(file -> has(file, given));
    }

    /** What means something where applications reply. */
    static boolean ofReplies(Map<String, Object> given) {
        return has(ReplyOptions.TOPIC, given);
    }

    static boolean ofConnectReplies(Map<String, Object> given) {
        return ofReplies(given) && text(ReplyOptions.EVENTS, given).contains("connect");
    }

    static boolean ofPolicy(Map<String, Object> given) {
        return has(PolicyOptions.POLICY, given) || !has(PolicyOptions.POLICY_FILE, given);
    }

    static boolean ofPolicyFile(Map<String, Object> given) {
        return has(PolicyOptions.POLICY_FILE, given) || !has(PolicyOptions.POLICY, given);
    }

    static boolean ofReplyTemplate(Map<String, Object> given) {
        return has(PolicyOptions.REPLY_TEMPLATE, given);
    }

    static boolean ofPresence(Map<String, Object> given) {
        return has(PresenceOptions.TOPIC, given);
    }

    /** How the data stands in the value; a structured event says that itself. */
    static boolean ofData(Map<String, Object> given) {
        return !text(RecordOptions.RECORD_MODE, given).equalsIgnoreCase("structured");
    }

    private static boolean mayBe(Proof proof, Map<String, Object> given) {
        String words = text(SourceOptions.TRUST, given);
        return words.isEmpty() || Proof.named(List.of(words.split(","))).contains(proof);
    }

    private static boolean hasPem(Map<String, Object> given) {
        return has(SourceOptions.TLS_CERTIFICATE_FILE, given) || has(SourceOptions.TLS_KEY_FILE, given);
    }

    private static boolean has(Option<?> option, Map<String, Object> given) {
        return !text(option, given).isEmpty();
    }

    /** Lists with commas; empty where the option is absent or cannot be parsed. */
    private static String text(Option<?> option, Map<String, Object> given) {
        Object value = given.get(option.key());
        if (value == null) {
            return "";
        }
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(String::valueOf).toList());
        }
        return value instanceof Password secret
                ? secret.value().trim()
                : value.toString().trim();
    }
}
