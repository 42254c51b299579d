/** The source connector: upstream events of Azure Web PubSub become Kafka records before they are answered. */
@NullMarked
package io.github.kafkaconnect.webpubsub.source;

import org.jspecify.annotations.NullMarked;
