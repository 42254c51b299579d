// @azure/web-pubsub: every operation it has, with live clients checking who received what.

import assert from "node:assert/strict";
import { AzureKeyCredential, WebPubSubServiceClient } from "@azure/web-pubsub";
import { Audience, LiveClient } from "./clients.mjs";
import { check, done, emulator, until } from "./report.mjs";

const HUB = "nodeservice";
const text = { contentType: "text/plain" };
const service = new WebPubSubServiceClient(emulator.connectionString, HUB, emulator.insecure);

async function withAudience(body) {
  const audience = new Audience(service);
  const join = async (name, options) => {
    const { url } = await service.getClientAccessToken(options);
    audience.clients[name] = await new LiveClient(url).start();
  };
  await join("ann1", { userId: "ann" });
  await join("ann2", { userId: "ann", groups: ["red"] });
  await join("bob", { userId: "bob", groups: ["red", "blue"] });
  await join("nobody", {});
  try {
    await body(audience, audience.clients);
  } finally {
    audience.stop();
    await service.closeAllConnections();
    await until("all gone", async () => !(await service.userExists("bob")) && !(await service.groupExists("red")));
  }
}

await check("getClientAccessToken", () =>
  withAudience(async (audience) => {
    const token = await service.getClientAccessToken({
      userId: "eve", roles: ["webpubsub.joinLeaveGroup.red"], groups: ["green"], expirationTimeInMinutes: 5,
    });
    assert.equal(token.url, `${emulator.endpoint.replace("http", "ws")}/client/hubs/${HUB}?access_token=${token.token}`);
    const eve = await new LiveClient(token.url).start();
    audience.clients.eve = eve;
    assert.equal(eve.userId, "eve");
    await eve.sdk.joinGroup("red");
    await assert.rejects(eve.sdk.joinGroup("blue"), (e) => e.errorDetail?.name === "Forbidden");
    await service.group("green").sendToAll("to green", text);
    await audience.expect("to green", "eve");
  }));

await check("sendToAll", () =>
  withAudience(async (audience) => {
    await service.sendToAll("to all", text);
    await audience.expect("to all", "ann1", "ann2", "bob", "nobody");
  }));

await check("sendToAll with filter, excluded connections and time to live", () =>
  withAudience(async (audience, { ann1, bob }) => {
    await service.sendToAll("filtered", { ...text, filter: "userId eq 'ann' and not ('red' in groups)" });
    await audience.expect("filtered", "ann1");
    await service.sendToAll("but two", { ...text, excludedConnections: [ann1.id, bob.id], messageTtlSeconds: 60 });
    await audience.expect("but two", "ann2", "nobody");
    await assert.rejects(service.sendToAll("x", { ...text, messageTtlSeconds: 301 }), { statusCode: 400 });
    await assert.rejects(service.sendToAll("x", { ...text, filter: "userId lt 1" }), { statusCode: 400 });
    await audience.expect("x");
  }));

await check("each content type", () =>
  withAudience(async (audience, { bob }) => {
    await service.sendToConnection(bob.id, { a: 1 });
    await service.sendToConnection(bob.id, new Uint8Array([0, 1, 255]).buffer);
    await service.sendToConnection(bob.id, '{"a":1}', text);
    const seen = (await audience.received()).bob.map((m) => [m.dataType, m.dataType === "binary" ? [...new Uint8Array(m.data)] : m.data]);
    assert.deepEqual(seen, [["json", { a: 1 }], ["binary", [0, 1, 255]], ["text", '{"a":1}']]);
  }));

for (const group of ["green", "a/b", "blanks and + and %41", "grüße 日本 🎉", "it's", "$&=?#"]) {
  await check(`group.sendToAll to '${group}'`, () =>
    withAudience(async (audience, { nobody }) => {
      await service.group(group).addConnection(nobody.id);
      await service.group(group).sendToAll("to a group", text);
      const received = await audience.received();
      assert.deepEqual(received.nobody.map((m) => [m.from, m.group, m.data]), [["group", group, "to a group"]]);
      assert.deepEqual([received.ann1, received.ann2, received.bob], [[], [], []]);
    }));
}

await check("group.sendToAll with filter and excluded connections", () =>
  withAudience(async (audience, { ann2 }) => {
    await service.group("red").sendToAll("one", { ...text, filter: "userId eq 'ann'" });
    await audience.expect("one", "ann2");
    await service.group("red").sendToAll("two", { ...text, excludedConnections: [ann2.id] });
    await audience.expect("two", "bob");
  }));

await check("sendToUser", () =>
  withAudience(async (audience) => {
    await service.sendToUser("ann", "to ann", text);
    await audience.expect("to ann", "ann1", "ann2");
    await service.sendToUser("ann", "in red", { ...text, filter: "'red' in groups" });
    await audience.expect("in red", "ann2");
    await service.sendToUser("absent", "to none", text);
    await audience.expect("to none");
  }));

await check("sendToConnection", () =>
  withAudience(async (audience, { nobody }) => {
    await service.sendToConnection(nobody.id, "to one", text);
    await audience.expect("to one", "nobody");
  }));

await check("connectionExists, userExists, groupExists", () =>
  withAudience(async (audience, { bob }) => {
    assert.deepEqual([await service.connectionExists(bob.id), await service.connectionExists("absent")], [true, false]);
    assert.deepEqual([await service.userExists("ann"), await service.userExists("absent")], [true, false]);
    assert.deepEqual([await service.groupExists("blue"), await service.groupExists("absent")], [true, false]);
  }));

await check("group.addConnection and removeConnection", () =>
  withAudience(async (audience, { ann1 }) => {
    await service.group("green").addConnection(ann1.id);
    await service.group("green").sendToAll("in", text);
    await audience.expect("in", "ann1");
    await service.group("green").removeConnection(ann1.id);
    await service.group("green").sendToAll("out", text);
    await audience.expect("out");
    await assert.rejects(service.group("green").addConnection("absent"), { statusCode: 404 });
  }));

await check("removeConnectionFromAllGroups", () =>
  withAudience(async (audience, { bob }) => {
    await service.removeConnectionFromAllGroups(bob.id);
    await service.group("red").sendToAll("red", text);
    await audience.expect("red", "ann2");
    assert.equal(await service.groupExists("blue"), false);
  }));

await check("group.addUser and removeUser", () =>
  withAudience(async (audience) => {
    await service.group("green").addUser("ann");
    await service.group("green").sendToAll("in", text);
    await audience.expect("in", "ann1", "ann2");
    await service.group("green").removeUser("ann");
    await service.group("green").sendToAll("out", text);
    await audience.expect("out");
  }));

await check("removeUserFromAllGroups", () =>
  withAudience(async (audience) => {
    await service.removeUserFromAllGroups("bob");
    await service.group("red").sendToAll("red", text);
    await audience.expect("red", "ann2");
  }));

await check("addConnectionsToGroups and removeConnectionsFromGroups", () =>
  withAudience(async (audience) => {
    await service.addConnectionsToGroups(["green", "gold"], "userId eq 'ann'");
    await service.group("gold").sendToAll("gold", text);
    await audience.expect("gold", "ann1", "ann2");
    await service.removeConnectionsFromGroups(["green", "gold"], "'red' in groups");
    await service.group("green").sendToAll("green", text);
    await audience.expect("green", "ann1");
  }));

await check("group.listConnections, page by page", () =>
  withAudience(async (audience, { ann2, bob }) => {
    const all = async (options) => {
      const members = [];
      for await (const member of await service.group("red").listConnections(options)) {
        members.push(`${member.userId} ${member.connectionId}`);
      }
      return members.sort();
    };
    const expected = [`ann ${ann2.id}`, `bob ${bob.id}`].sort();
    assert.deepEqual(await all({}), expected);
    assert.deepEqual(await all({ maxPageSize: 1 }), expected);
    assert.equal((await all({ top: 1 })).length, 1);
  }));

await check("grantPermission, hasPermission, revokePermission", () =>
  withAudience(async (audience, { nobody }) => {
    const target = { targetName: "red" };
    const has = (permission) => service.hasPermission(nobody.id, permission, target);
    assert.equal(await has("joinLeaveGroup"), false);
    await assert.rejects(nobody.sdk.joinGroup("red"), (e) => e.errorDetail?.name === "Forbidden");
    await service.grantPermission(nobody.id, "joinLeaveGroup", target);
    assert.deepEqual([await has("joinLeaveGroup"), await has("sendToGroup")], [true, false]);
    await nobody.sdk.joinGroup("red");
    await service.revokePermission(nobody.id, "joinLeaveGroup", target);
    assert.equal(await has("joinLeaveGroup"), false);
    await assert.rejects(nobody.sdk.joinGroup("red"), (e) => e.errorDetail?.name === "Forbidden");
  }));

await check("closeConnection", () =>
  withAudience(async (audience, { bob }) => {
    await service.closeConnection(bob.id, { reason: "enough" });
    await until("stopped", () => bob.stopped);
    assert.equal(bob.disconnected[0].message.message, "enough");
    delete audience.clients.bob;
    await service.sendToAll("rest", text);
    await audience.expect("rest", "ann1", "ann2", "nobody");
  }));

await check("closeUserConnections", () =>
  withAudience(async (audience, { ann1, ann2 }) => {
    await service.closeUserConnections("ann", { reason: "away" });
    await until("stopped", () => ann1.stopped && ann2.stopped);
    delete audience.clients.ann1;
    delete audience.clients.ann2;
    await service.sendToAll("rest", text);
    await audience.expect("rest", "bob", "nobody");
  }));

await check("group.closeAllConnections", () =>
  withAudience(async (audience, { ann2, bob }) => {
    await service.group("red").closeAllConnections({ reason: "closed" });
    await until("stopped", () => ann2.stopped && bob.stopped);
    delete audience.clients.ann2;
    delete audience.clients.bob;
    await service.sendToAll("rest", text);
    await audience.expect("rest", "ann1", "nobody");
  }));

await check("closeAllConnections", () =>
  withAudience(async (audience, clients) => {
    await service.closeAllConnections({ reason: "closed" });
    await until("stopped", () => Object.values(clients).every((client) => client.stopped));
    audience.clients = {};
  }));

await check("a wrong key is refused", async () => {
  const key = new AzureKeyCredential("a-key-that-nobody-has-given-to-the-emulator");
  const stranger = new WebPubSubServiceClient(emulator.endpoint, key, HUB, emulator.insecure);
  await assert.rejects(stranger.sendToAll("x", text), { statusCode: 401 });
});

done();
