// @azure/web-pubsub-client: groups, messages, reliable recovery after a cut.

import assert from "node:assert/strict";
import { WebPubSubServiceClient } from "@azure/web-pubsub";
import { LiveClient } from "./clients.mjs";
import { check, done, emulator, until } from "./report.mjs";

const HUB = "nodeclient";
const text = { contentType: "text/plain" };
const roles = ["webpubsub.joinLeaveGroup", "webpubsub.sendToGroup"];
const service = new WebPubSubServiceClient(emulator.connectionString, HUB, emulator.insecure);

async function start(options, token = { roles }) {
  const { url } = await service.getClientAccessToken(token);
  return new LiveClient(url, options).start();
}

for (const reliable of [false, true]) {
  const kind = reliable ? "reliable client" : "client";

  await check(`${kind}: connects with its user id`, async () => {
    const ann = await start({ reliable }, { userId: "ann" });
    assert.equal(ann.userId, "ann");
    assert.ok(await service.connectionExists(ann.id));
    ann.stop();
    await until("gone", async () => !(await service.connectionExists(ann.id)));
  });

  await check(`${kind}: joins, sends each data type, leaves`, async () => {
    const ann = await start({ reliable }, { userId: "ann", roles });
    const bob = await start({ reliable }, { userId: "bob", roles });
    await bob.sdk.joinGroup("g");
    await ann.sdk.sendToGroup("g", "hi", "text");
    await ann.sdk.sendToGroup("g", { a: [1, "2"] }, "json");
    await ann.sdk.sendToGroup("g", new Uint8Array([0, 255]).buffer, "binary");
    await until("three messages", () => bob.received.length === 3);
    assert.deepEqual(bob.received.map((m) => [m.group, m.fromUserId, m.dataType]),
      [["g", "ann", "text"], ["g", "ann", "json"], ["g", "ann", "binary"]]);
    assert.equal(bob.received[0].data, "hi");
    assert.deepEqual(bob.received[1].data, { a: [1, "2"] });
    assert.deepEqual([...new Uint8Array(bob.received[2].data)], [0, 255]);
    assert.equal(ann.received.length, 0);
    await bob.sdk.leaveGroup("g");
    await ann.sdk.sendToGroup("g", "late", "text");
    await service.sendToConnection(bob.id, "end", text);
    await until("the end", () => bob.received.length === 4);
    assert.equal(bob.received[3].data, "end");
    ann.stop();
    bob.stop();
  });

  await check(`${kind}: hears its own message unless it asks not to`, async () => {
    const ann = await start({ reliable });
    await ann.sdk.joinGroup("g");
    await ann.sdk.sendToGroup("g", "silent", "text", { noEcho: true });
    await ann.sdk.sendToGroup("g", "aloud", "text");
    await until("its own message", () => ann.received.length > 0);
    assert.deepEqual(ann.received.map((m) => m.data), ["aloud"]);
    ann.stop();
  });

  await check(`${kind}: is told of a duplicate ack id`, async () => {
    const ann = await start({ reliable });
    await ann.sdk.joinGroup("g");
    const first = await ann.sdk.sendToGroup("g", "once", "text", { ackId: 7001 });
    const second = await ann.sdk.sendToGroup("g", "once", "text", { ackId: 7001 });
    assert.deepEqual([first.isDuplicated, second.isDuplicated], [false, true]);
    await service.sendToConnection(ann.id, "end", text);
    await until("the end", () => ann.received.some((m) => m.data === "end"));
    assert.deepEqual(ann.received.map((m) => m.data), ["once", "end"]);
    ann.stop();
  });

  await check(`${kind}: is forbidden what its roles do not allow`, async () => {
    const ann = await start({ reliable }, { roles: ["webpubsub.sendToGroup.mine"] });
    const forbidden = (e) => e.errorDetail?.name === "Forbidden";
    await assert.rejects(ann.sdk.joinGroup("mine"), forbidden);
    await assert.rejects(ann.sdk.sendToGroup("other", "x", "text", { ackId: 1 }), forbidden);
    await ann.sdk.sendToGroup("mine", "x", "text");
    ann.stop();
  });
}

await check("client: reconnects with a new id and joins its groups again after a cut", async () => {
  const ann = await start({ autoReconnect: true });
  await ann.sdk.joinGroup("g");
  const first = ann.id;
  await emulator.cut();
  await until("a second connection", () => ann.connectedIds.length === 2);
  assert.notEqual(ann.id, first);
  await until("joined again", () => service.groupExists("g"));
  await service.group("g").sendToAll("back", text);
  await until("the message", () => ann.received.some((m) => m.data === "back"));
  ann.stop();
});

await check("reliable client: recovers after a cut, without loss, doubles or disorder", async () => {
  const ann = await start({ reliable: true });
  await ann.sdk.joinGroup("g");
  const first = ann.id;
  const total = 200;
  for (let i = 0; i < total; i++) {
    if (i % 50 === 25) {
      await emulator.cut();
    }
    for (let attempt = 1; ; attempt++) {
      try {
        await service.group("g").sendToAll(String(i), { ...text, filter: "length(groups) gt 0" });
        break;
      } catch (error) {
        // The cut takes the idle connections of the service client along; nothing was sent then.
        if (attempt === 3 || error.statusCode !== undefined) {
          throw error;
        }
      }
    }
  }
  await until("all messages", () => ann.received.length >= total, 20_000);
  assert.deepEqual(ann.received.map((m) => m.data), [...Array(total).keys()].map(String));
  assert.deepEqual(ann.connectedIds, [first]);
  assert.equal(ann.stopped, false);
  ann.stop();
});

await check("reliable client: sends across a cut reach the group once", async () => {
  const ann = await start({ reliable: true });
  const bob = await start({ reliable: true });
  await bob.sdk.joinGroup("g");
  const sends = [];
  for (let i = 0; i < 50; i++) {
    if (i === 25) {
      await emulator.cut();
    }
    sends.push(ann.sdk.sendToGroup("g", String(i), "text"));
  }
  await Promise.all(sends);
  await until("all messages", () => bob.received.length >= 50);
  assert.deepEqual(bob.received.map((m) => Number(m.data)).sort((a, b) => a - b), [...Array(50).keys()]);
  ann.stop();
  bob.stop();
});

done();
