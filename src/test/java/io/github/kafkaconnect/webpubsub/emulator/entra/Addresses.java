package io.github.kafkaconnect.webpubsub.emulator.entra;

/** Where the endpoints of a tenant are. */
record Addresses(String tenantId, int port) {
    static final String HOST = "localhost";

    /** With a slash at its end. */
    String authority() {
        return "https://" + HOST + ":" + port + "/";
    }

    String issuer() {
        return authority() + tenantId + "/v2.0";
    }

    String openIdConfiguration() {
        return issuer() + "/.well-known/openid-configuration";
    }

    String token() {
        return authority() + tenantId + "/oauth2/v2.0/token";
    }

    String authorization() {
        return authority() + tenantId + "/oauth2/v2.0/authorize";
    }

    String keys() {
        return authority() + tenantId + "/discovery/v2.0/keys";
    }

    String instances() {
        return authority() + "common/discovery/instance";
    }

    /** The path of an address above. */
    static String path(String address) {
        return address.substring(address.indexOf('/', "https://".length()));
    }
}
