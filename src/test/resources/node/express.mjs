// @azure/web-pubsub-express as the webhook that the emulator calls.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import express from "express";
import { WebSocket } from "ws";
import { WebPubSubServiceClient } from "@azure/web-pubsub";
import { WebPubSubEventHandler } from "@azure/web-pubsub-express";
import { LiveClient } from "./clients.mjs";
import { check, done, emulator, until } from "./report.mjs";

const JSON_V1 = "json.webpubsub.azure.v1";

/** A hub of its own whose events go to a webhook with these options; the SDK does not show ce-subprotocol, this does. */
async function webhook(hub, options, body) {
  const handler = new WebPubSubEventHandler(hub, { path: `/hooks/${hub}`, ...options });
  const subprotocols = {};
  const remember = (request, _, next) => {
    if (request.method === "POST") {
      subprotocols[request.headers["ce-eventname"]] = request.headers["ce-subprotocol"];
    }
    next();
  };
  const server = createServer(express().use(remember, handler.getMiddleware()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const urlTemplate = `http://127.0.0.1:${server.address().port}/hooks/{hub}/{event}`;
  await emulator.admin("PUT", `hubs/${hub}`, {
    eventHandlers: [{ urlTemplate, userEventPattern: "*", systemEvents: ["connect", "connected", "disconnected"] }],
  });
  const service = new WebPubSubServiceClient(emulator.connectionString, hub, emulator.insecure);
  try {
    await body(service, subprotocols);
  } finally {
    await emulator.admin("DELETE", `hubs/${hub}`);
    await service.closeAllConnections();
    server.closeAllConnections();
    server.close();
  }
}

/** Opens a WebSocket; gives its frames, or the status that refused it. */
async function open(url, protocols = []) {
  const socket = new WebSocket(url, protocols);
  const frames = [];
  socket.on("message", (data, binary) => frames.push(binary ? [...data] : data.toString()));
  const closed = once(socket, "close").then(([code]) => code);
  const outcome = await new Promise((resolve, reject) => {
    socket.on("open", () => resolve(undefined));
    socket.on("unexpected-response", (request, answer) => {
      request.destroy();
      resolve(answer.statusCode);
    });
    socket.on("error", reject);
  });
  return { socket, frames, closed, refused: outcome };
}

await check("connect is accepted: user id, groups, roles and subprotocol of the answer count", async () => {
  const seen = [];
  await webhook("accept", {
    handleConnect: (request, response) => {
      seen.push(request);
      response.success({ userId: "renamed", groups: ["lobby"], roles: ["webpubsub.sendToGroup.lobby"], subprotocol: JSON_V1 });
    },
  }, async (service) => {
    const { url } = await service.getClientAccessToken({ userId: "ann", groups: ["token"] });
    const client = await new LiveClient(`${url}&lang=de&lang=en`).start();
    assert.equal(client.userId, "renamed");
    assert.deepEqual([await service.userExists("renamed"), await service.userExists("ann")], [true, false]);
    assert.deepEqual([await service.groupExists("lobby"), await service.groupExists("token")], [true, false]);
    await client.sdk.sendToGroup("lobby", "hello", "text");
    await until("its own message", () => client.received.some((m) => m.data === "hello"));
    const [{ context, claims, query, headers, subprotocols }] = seen;
    assert.deepEqual([context.hub, context.eventName, context.userId, context.connectionId], ["accept", "connect", "ann", client.id]);
    assert.deepEqual(claims.sub, ["ann"]);
    assert.deepEqual(query, { lang: ["de", "en"] });
    assert.deepEqual(subprotocols, [JSON_V1]);
    assert.ok(Object.keys(headers).some((name) => name.toLowerCase() === "host"));
    assert.match(context.signature, /^sha256=[0-9a-f]{64},sha256=[0-9a-f]{64}$/);
    client.stop();
  });
});

await check("connect is accepted as it is", async () => {
  await webhook("asis", { handleConnect: (_, response) => response.success() }, async (service) => {
    const { url } = await service.getClientAccessToken({ userId: "ann", groups: ["token"] });
    const client = await new LiveClient(url).start();
    assert.equal(client.userId, "ann");
    assert.equal(await service.groupExists("token"), true);
    client.stop();
  });
});

for (const code of [400, 401, 500]) {
  await check(`connect is refused with ${code}`, async () => {
    const events = [];
    await webhook(`refuse${code}`, {
      handleConnect: (_, response) => response.fail(code, "no"),
      onConnected: () => events.push("connected"),
      onDisconnected: () => events.push("disconnected"),
    }, async (service) => {
      const { url } = await service.getClientAccessToken({ userId: "ann" });
      assert.equal((await open(url, [JSON_V1])).refused, code);
      assert.equal(await service.userExists("ann"), false);
      assert.deepEqual(events, []);
    });
  });
}

await check("a custom subprotocol is chosen for a simple client", async () => {
  await webhook("custom", {
    handleConnect: (request, response) => response.success({ subprotocol: request.subprotocols[1] }),
    handleUserEvent: (request, response) => response.success(`echo ${request.data}`, "text"),
  }, async (service, sent) => {
    const { url } = await service.getClientAccessToken();
    const client = await open(url, ["first", "second"]);
    assert.equal(client.socket.protocol, "second");
    client.socket.send("hi");
    await until("the answer", () => client.frames.length === 1);
    assert.deepEqual(client.frames, ["echo hi"]);
    assert.deepEqual(sent, { connect: undefined, connected: "second", message: "second" });
    client.socket.close();
  });
});

await check("connected and disconnected come once each, with reason and state", async () => {
  const events = [];
  await webhook("lifecycle", {
    handleConnect: (_, response) => {
      response.setState("step", 1);
      response.success();
    },
    onConnected: ({ context }) => events.push(["connected", context.connectionId, context.states.step]),
    onDisconnected: ({ context, reason }) => events.push(["disconnected", context.connectionId, context.states.step, reason]),
  }, async (service, sent) => {
    const { url } = await service.getClientAccessToken({ userId: "ann" });
    const client = await new LiveClient(url).start();
    await until("connected", () => events.length === 1);
    await service.closeConnection(client.id, { reason: "enough" });
    await until("disconnected", () => events.length === 2);
    assert.deepEqual(events, [["connected", client.id, 1], ["disconnected", client.id, 1, "enough"]]);
    assert.deepEqual([sent.connect, sent.connected, sent.disconnected], [undefined, JSON_V1, JSON_V1]);
  });
});

await check("a JSON client's events arrive in each data type and are answered in each", async () => {
  const seen = [];
  await webhook("echo", {
    handleUserEvent: (request, response) => {
      const { data, dataType, context } = request;
      seen.push([context.eventName, context.userId, dataType, dataType === "binary" ? [...new Uint8Array(data)] : data]);
      response.success(dataType === "json" ? JSON.stringify(data) : data, dataType);
    },
  }, async (service) => {
    const { url } = await service.getClientAccessToken({ userId: "ann" });
    const client = await new LiveClient(url).start();
    await client.sdk.sendEvent("note", "hi", "text");
    await client.sdk.sendEvent("note", { a: 1 }, "json");
    await client.sdk.sendEvent("other", new Uint8Array([0, 255]).buffer, "binary");
    await until("three answers", () => client.received.length === 3);
    assert.deepEqual(seen, [["note", "ann", "text", "hi"], ["note", "ann", "json", { a: 1 }], ["other", "ann", "binary", [0, 255]]]);
    assert.deepEqual(client.received.map((m) => [m.from, m.dataType]), [["server", "text"], ["server", "json"], ["server", "binary"]]);
    assert.equal(client.received[0].data, "hi");
    assert.deepEqual(client.received[1].data, { a: 1 });
    assert.deepEqual([...new Uint8Array(client.received[2].data)], [0, 255]);
    client.stop();
  });
});

await check("state that an event sets is there at the next", async () => {
  await webhook("state", {
    handleConnect: (_, response) => {
      response.setState("count", 0);
      response.setState("name", "grüße");
      response.success();
    },
    handleUserEvent: ({ context }, response) => {
      const count = context.states.count + 1;
      response.setState("count", count);
      response.success(`${context.states.name} ${count}`, "text");
    },
  }, async (service) => {
    const { url } = await service.getClientAccessToken();
    const client = await new LiveClient(url).start();
    for (let i = 0; i < 3; i++) {
      await client.sdk.sendEvent("tick", "", "text");
    }
    await until("three answers", () => client.received.length === 3);
    assert.deepEqual(client.received.map((m) => m.data), ["grüße 1", "grüße 2", "grüße 3"]);
    client.stop();
  });
});

await check("an event without an answer is acknowledged and brings no message", async () => {
  await webhook("silent", { handleUserEvent: (_, response) => response.success() }, async (service) => {
    const { url } = await service.getClientAccessToken();
    const client = await new LiveClient(url).start();
    await client.sdk.sendEvent("note", "hi", "text");
    await service.sendToConnection(client.id, "end", { contentType: "text/plain" });
    await until("the end", () => client.received.length > 0);
    assert.deepEqual(client.received.map((m) => m.data), ["end"]);
    client.stop();
  });
});

await check("a refused event is a negative acknowledgement, and the JSON client stays", async () => {
  await webhook("nack", {
    handleUserEvent: ({ data }, response) => (data === "bad" ? response.fail(400, "no") : response.success("fine", "text")),
  }, async (service) => {
    const { url } = await service.getClientAccessToken();
    const client = await new LiveClient(url, { messageRetryOptions: { maxRetries: 0 } }).start();
    await assert.rejects(client.sdk.sendEvent("note", "bad", "text"), (e) => e.errorDetail?.name === "InternalServerError");
    await client.sdk.sendEvent("note", "good", "text");
    await until("the answer", () => client.received.length === 1);
    assert.equal(client.stopped, false);
    client.stop();
  });
});

await check("a simple client's frames are events named message", async () => {
  const names = new Set();
  await webhook("simple", {
    handleUserEvent: ({ context, data, dataType }, response) => {
      names.add(context.eventName);
      response.success(data, dataType);
    },
  }, async (service) => {
    const { url } = await service.getClientAccessToken();
    const client = await open(url);
    client.socket.send("hi");
    client.socket.send(Buffer.from([0, 255]));
    await until("two answers", () => client.frames.length === 2);
    assert.deepEqual(client.frames, ["hi", [0, 255]]);
    assert.deepEqual([...names], ["message"]);
    client.socket.close();
  });
});

await check("a refused frame closes a simple client with 1011", async () => {
  await webhook("drop", { handleUserEvent: (_, response) => response.fail(400, "no") }, async (service) => {
    const { url } = await service.getClientAccessToken();
    const client = await open(url);
    client.socket.send("hi");
    assert.equal(await client.closed, 1011);
  });
});

await check("the second event waits for the answer to the first", async () => {
  const order = [];
  await webhook("serial", {
    handleUserEvent: async ({ data }, response) => {
      order.push(`start ${data}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push(`end ${data}`);
      response.success();
    },
  }, async (service) => {
    const { url } = await service.getClientAccessToken();
    const client = await new LiveClient(url).start();
    await Promise.all(["1", "2", "3"].map((data) => client.sdk.sendEvent("note", data, "text")));
    assert.deepEqual(order, ["start 1", "end 1", "start 2", "end 2", "start 3", "end 3"]);
    client.stop();
  });
});

await check("a webhook that allows the emulator's host gets events", async () => {
  let connects = 0;
  const allowedEndpoints = [`https://${process.env.EMULATOR_ORIGIN}`];
  await webhook("allowed", { allowedEndpoints, handleConnect: (_, r) => (connects++, r.success()) }, async (service) => {
    const { url } = await service.getClientAccessToken();
    (await new LiveClient(url).start()).stop();
    assert.equal(connects, 1);
  });
});

await check("a webhook that allows only another host gets none", async () => {
  let connects = 0;
  const allowedEndpoints = ["https://other.webpubsub.azure.com"];
  await webhook("stranger", { allowedEndpoints, handleConnect: (_, r) => (connects++, r.success()) }, async (service) => {
    const { url } = await service.getClientAccessToken();
    const socket = new WebSocket(url, [JSON_V1], { handshakeTimeout: 1_500 });
    const [error] = await once(socket, "error");
    assert.match(error.message, /timed out/);
    assert.equal(connects, 0);
  });
});

done();
