// The text in the browser must not depend on where it runs, except for the brackets: the whole file in five time zones.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const file = fileURLToPath(new URL("hours.test.mjs", import.meta.url));

for (const zone of ["UTC", "Europe/Rome", "America/New_York", "Asia/Jakarta", "Australia/Lord_Howe"]) {
  test(`every case holds on a device in ${zone}`, () => {
    const environment = { ...process.env, TZ: zone };
    delete environment.NODE_TEST_CONTEXT;
    const run = spawnSync(process.execPath, ["--test", "--test-reporter=tap", file], { env: environment, encoding: "utf8" });
    assert.equal(run.status, 0, run.stdout.split("\n").filter((line) => line.includes("not ok")).join("\n"));
    assert.match(run.stdout, /# pass \d{2,}/);
  });
}
