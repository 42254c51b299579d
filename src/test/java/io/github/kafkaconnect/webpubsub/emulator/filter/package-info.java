/** The OData subset that selects connections: parse once, evaluate per connection. */
@org.jspecify.annotations.NullMarked
package io.github.kafkaconnect.webpubsub.emulator.filter;
