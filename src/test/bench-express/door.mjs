// The service's own Express middleware, which hands each user event to kafkajs and answers when Kafka has acknowledged it.

import { once } from "node:events";
import { createServer } from "node:http";
import express from "express";
import { Kafka, Partitioners, logLevel } from "kafkajs";
import { WebPubSubEventHandler } from "@azure/web-pubsub-express";

const { DOOR_BOOTSTRAP, DOOR_TOPIC, DOOR_HUB, DOOR_PATH } = process.env;

const kafka = new Kafka({ brokers: [DOOR_BOOTSTRAP], logLevel: logLevel.NOTHING });
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false });
await producer.connect();

const handler = new WebPubSubEventHandler(DOOR_HUB, {
  path: DOOR_PATH,
  handleUserEvent: async ({ context, data }, response) => {
    try {
      const headers = { ce_hub: context.hub, ce_eventname: context.eventName, ce_userid: context.userId ?? "" };
      const message = { key: context.connectionId, value: data, headers };
      await producer.send({ topic: DOOR_TOPIC, acks: -1, messages: [message] });
      response.success();
    } catch {
      response.fail(500);
    }
  },
});

const server = createServer(express().use(handler.getMiddleware()));
// As behind every gateway: the five seconds of the default would close connections that wait for the next event.
server.keepAliveTimeout = 75_000;
server.listen(0, "127.0.0.1");
await once(server, "listening");
console.log(`READY port=${server.address().port}`);
