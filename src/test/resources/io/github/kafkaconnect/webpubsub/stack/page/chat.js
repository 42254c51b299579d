// A message is shown when it has come back from Kafka, never before: what you see has travelled all the way.
const NAMES = ["Otter", "Heron", "Lynx", "Marten", "Puffin", "Badger", "Ibex", "Plover", "Stoat", "Curlew"];
const ROWS_MAX = 200;
const SAMPLES_MAX = 1000;
const $ = (id) => document.getElementById(id);

const messages = new Map(); // id -> what is known of a message: sent, record, arrival, and its elements
const samples = [];
let socket;
let retryMs = 500;
let ackId = 0;
const sentByAck = new Map();

const nameField = $("name");
nameField.value = sessionStorage.getItem("name")
  ?? `${NAMES[Math.floor(Math.random() * NAMES.length)]} ${10 + Math.floor(Math.random() * 90)}`;
let connectedAs = "";

async function connect() {
  state("connecting", "Connecting");
  try {
    connectedAs = nameField.value.trim() || "Nobody";
    sessionStorage.setItem("name", connectedAs);
    const answer = await fetch(`/api/negotiate?user=${encodeURIComponent(connectedAs)}`);
    if (!answer.ok) throw new Error(await answer.text());
    open((await answer.json()).url);
  } catch (error) {
    retry();
  }
}

function open(url) {
  socket = new WebSocket(url, "json.webpubsub.azure.v1");
  socket.onmessage = (frame) => receive(JSON.parse(frame.data));
  socket.onclose = retry;
}

function retry() {
  state("closed", "Not connected, trying again");
  for (const entry of sentByAck.values()) fail(entry, "connection lost before Kafka had it");
  sentByAck.clear();
  setTimeout(connect, retryMs);
  retryMs = Math.min(retryMs * 2, 5000);
}

function state(name, words) {
  $("link").dataset.state = name;
  $("link-text").textContent = words;
  $("send").disabled = $("burst").disabled = name !== "open";
}

function receive(frame) {
  if (frame.type === "system" && frame.event === "connected") {
    retryMs = 500;
    state("open", `Connected as ${frame.userId ?? connectedAs}`);
  } else if (frame.type === "ack") {
    acknowledged(frame);
  } else if (frame.type === "message") {
    const data = typeof frame.data === "string" ? parse(frame.data) : frame.data;
    if (data?.id) arrived(data);
  }
}

function parse(text) {
  try { return JSON.parse(text); } catch { return undefined; }
}

function send(text) {
  const data = { id: crypto.randomUUID(), from: connectedAs, text, sentAt: Date.now() };
  const entry = known(data);
  entry.mine = true;
  ackId += 1;
  sentByAck.set(ackId, entry);
  socket.send(JSON.stringify({ type: "event", event: "message", ackId, dataType: "json", data }));
  render(entry);
}

// The service acknowledges an event after the source has answered, and the source answers after Kafka has the record.
function acknowledged(frame) {
  const entry = sentByAck.get(frame.ackId);
  sentByAck.delete(frame.ackId);
  if (entry && !frame.success) fail(entry, `not in Kafka: ${frame.error?.message ?? "refused"}`);
}

function fail(entry, reason) {
  entry.failure = reason;
  render(entry);
}

function arrived(data) {
  const entry = known(data);
  if (entry.arrivedAt) return;
  entry.arrivedAt = Date.now();
  samples.push(entry.arrivedAt - data.sentAt);
  if (samples.length > SAMPLES_MAX) samples.shift();
  render(entry);
}

function stored(record) {
  if (!record.data?.id) return;
  const entry = known(record.data);
  entry.record = record;
  render(entry);
}

function known(data) {
  let entry = messages.get(data.id);
  if (!entry) {
    entry = { data };
    messages.set(data.id, entry);
    for (const [id, old] of messages) {
      if (messages.size <= ROWS_MAX) break;
      old.bubble?.remove();
      old.row?.remove();
      messages.delete(id);
    }
  }
  return entry;
}

// Drawing takes longer than receiving: it is done for many messages at once, so that it does not count as their way.
const DRAW_MS = 60;
const changed = new Set();

function render(entry) {
  if (changed.size === 0) setTimeout(draw, DRAW_MS);
  changed.add(entry);
}

function draw() {
  const list = $("messages");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  $("empty").hidden = true;
  for (const entry of changed) {
    if (messages.get(entry.data.id) !== entry) continue;
    bubble(entry);
    row(entry);
  }
  changed.clear();
  quantiles();
  if (atEnd) list.scrollTop = list.scrollHeight;
}

function bubble(entry) {
  if (!entry.bubble) {
    const list = $("messages");
    entry.bubble = element("li", "message");
    entry.bubble.append(element("span", "by", entry.data.from), element("span", "body", entry.data.text), element("span", "route"));
    entry.bubble.classList.toggle("follows", list.lastElementChild?.dataset.from === entry.data.from);
    entry.bubble.dataset.from = entry.data.from;
    list.append(entry.bubble);
  }
  const here = entry.arrivedAt || entry.record;
  entry.bubble.classList.toggle("mine", entry.mine === true || entry.data.from === connectedAs);
  entry.bubble.classList.toggle("pending", !here);
  entry.bubble.classList.toggle("failed", Boolean(entry.failure) && !here);
  entry.bubble.querySelector(".route").textContent = route(entry);
}

function route(entry) {
  if (entry.failure && !entry.record) return entry.failure;
  if (!entry.record) return entry.arrivedAt ? "arrived" : "on its way to Kafka";
  const place = `${entry.record.topic}/${entry.record.partition}@${entry.record.offset}`;
  return entry.arrivedAt ? `${place}, ${entry.arrivedAt - entry.data.sentAt} ms` : place;
}

function row(entry) {
  if (!entry.record) return;
  if (!entry.row) {
    entry.row = document.createElement("tr");
    for (const style of ["words", "mono", "num", "num", "num", "num", "legs"]) entry.row.append(element("td", style));
    $("hops").prepend(entry.row);
  }
  const { topic, partition, offset, appendedAt } = entry.record;
  const inMs = Math.max(0, appendedAt - entry.data.sentAt);
  const outMs = entry.arrivedAt ? Math.max(0, entry.arrivedAt - appendedAt) : undefined;
  const cells = [entry.data.text, topic, partition, offset, `${inMs} ms`, outMs === undefined ? "n/a" : `${outMs} ms`];
  cells.forEach((text, i) => { entry.row.cells[i].textContent = text; });
  entry.row.cells[0].title = entry.data.text;
  const track = element("div", "track");
  for (const [style, ms] of [["in", inMs], ["out", outMs ?? 0]]) {
    const leg = element("i", style);
    leg.style.flexGrow = ms;
    track.append(leg);
  }
  entry.row.cells[6].replaceChildren(track);
}

function element(tag, style, text) {
  const made = document.createElement(tag);
  made.className = style;
  if (text !== undefined) made.textContent = text;
  return made;
}

function quantiles() {
  if (samples.length === 0) return;
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (q) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
  count("c-p50", duration(at(0.5)));
  count("c-p99", duration(at(0.99)));
}

function duration(ms) {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function counters(seen) {
  count("c-events", seen.eventsIn);
  count("c-records", seen.records);
  count("c-sends", seen.sends);
  count("c-flight", seen.sends === undefined ? undefined : Math.max(0, seen.records - seen.sends));
  count("c-retries", seen.refused);
}

function count(id, value) {
  const known = value !== undefined && value !== null;
  $(id).textContent = known ? (typeof value === "number" ? value.toLocaleString("en") : value) : "n/a";
  $(id).classList.toggle("unknown", !known);
}

$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text || socket?.readyState !== WebSocket.OPEN) return;
  send(text);
  $("text").value = "";
  $("text").focus();
});
nameField.addEventListener("change", () => socket?.close());
$("burst").addEventListener("click", () => {
  for (let i = 1; i <= 200; i += 1) send(`Message ${i} of 200`);
});

const feed = new EventSource("/api/feed");
feed.addEventListener("record", (event) => stored(JSON.parse(event.data)));
feed.addEventListener("counters", (event) => counters(JSON.parse(event.data)));
feed.onerror = () => counters({});
connect();
