// Live clients that remember what they received, and a barrier to compare after each call.

import assert from "node:assert/strict";
import { WebPubSubClient, WebPubSubJsonProtocol, WebPubSubJsonReliableProtocol } from "@azure/web-pubsub-client";
import { until } from "./report.mjs";

export class LiveClient {
  constructor(url, { reliable = false, ...options } = {}) {
    const protocol = reliable ? WebPubSubJsonReliableProtocol() : WebPubSubJsonProtocol();
    this.received = [];
    this.connectedIds = [];
    this.disconnected = [];
    this.stopped = false;
    this.sdk = new WebPubSubClient({ getClientAccessUrl: async () => url }, { protocol, autoReconnect: false, ...options });
    this.sdk.on("connected", (e) => {
      this.id = e.connectionId;
      this.userId = e.userId;
      this.connectedIds.push(e.connectionId);
    });
    this.sdk.on("disconnected", (e) => this.disconnected.push(e));
    this.sdk.on("stopped", () => (this.stopped = true));
    this.sdk.on("server-message", (e) => this.received.push({ from: "server", ...e.message }));
    this.sdk.on("group-message", (e) => this.received.push({ from: "group", ...e.message }));
  }

  async start() {
    await this.sdk.start();
    await until("connected", () => this.id !== undefined);
    return this;
  }

  stop() {
    this.sdk.stop();
  }
}

/** The frames that each of the named clients received since the last barrier. */
export class Audience {
  #barriers = 0;

  constructor(service) {
    this.service = service;
    this.clients = {};
  }

  async received() {
    const barrier = `barrier-${++this.#barriers}`;
    await this.service.sendToAll(barrier, { contentType: "text/plain" });
    const result = {};
    for (const [name, client] of Object.entries(this.clients)) {
      await until(`${name} sees ${barrier}`, () => client.received.some((m) => m.data === barrier));
      const end = client.received.findIndex((m) => m.data === barrier);
      result[name] = client.received.splice(0, end + 1).slice(0, -1);
    }
    return result;
  }

  /** Only these clients received something, and that is one message with this data. */
  async expect(data, ...names) {
    const received = await this.received();
    for (const name of Object.keys(this.clients)) {
      const seen = received[name].map((m) => m.data);
      assert.deepEqual(seen, names.includes(name) ? [data] : [], name);
    }
  }

  stop() {
    Object.values(this.clients).forEach((client) => client.stop());
  }
}
