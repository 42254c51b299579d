// Every check prints one line of JSON: its name, whether it held, and what went wrong.

import assert from "node:assert/strict";

let run = 0;

/** Runs one check; a failing one does not stop the others. */
export async function check(name, body) {
  run++;
  try {
    await body();
    print({ check: name, ok: true });
  } catch (error) {
    print({ check: name, ok: false, detail: String(error?.stack ?? error) });
  }
}

/** The last line: without it the run counts as broken. */
export function done() {
  print({ done: run });
  process.exit(0);
}

function print(line) {
  process.stdout.write(JSON.stringify(line) + "\n");
}

/** Waits until a condition holds. */
export async function until(what, condition, timeoutMs = 10_000) {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) {
      assert.fail(`not within ${timeoutMs} ms: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The emulator under test, from the environment. */
export const emulator = {
  /** The SDKs send over plain HTTP only when they are told to. */
  insecure: { allowInsecureConnection: true },
  endpoint: process.env.EMULATOR_ENDPOINT,
  connectionString: process.env.EMULATOR_CONNECTION_STRING,

  async admin(method, path, body) {
    const answer = await fetch(`${this.endpoint}/_emulator/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: body === undefined ? {} : { "content-type": "application/json" },
    });
    assert.ok(answer.ok, `${method} ${path} answered ${answer.status}`);
    return answer.status === 204 ? undefined : answer.json();
  },

  /** Cuts every socket of the emulator, that of this very call included. */
  async cut() {
    await this.admin("POST", "cut").catch(() => undefined);
  },
};

process.on("unhandledRejection", (error) => print({ check: "no rejection is left unhandled", ok: false, detail: String(error?.stack ?? error) }));
