// A process that wants locks of other processes: `node lock-contender.mjs ROLE MODULE PATH...`.
//   dies     ends as `kill -9` does, in the possession of all of them
//   follows  takes each as soon as it is told to, and keeps it for a while
//   leads    takes each, but rests once on the way to it, before its first call to the file system for
//            the first lock, before its second for the second, and so on, until the follower has the
//            lock or has had time for it. Prints how many calls it takes, and before which of them the
//            follower was let in as well.
//   falls    is killed on the way to the last one, before the call to the file system that its number says
//   passes   takes each, and gives it back
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [role, module, ...paths] = process.argv.slice(2);
const LOOK_MS = 1;
const KEPT_MS = 100;
const TIME_FOR_IT_MS = 200;
const CELL = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
const rest = (ms) => Atomics.wait(CELL, 0, 0, ms);
const { existsSync, rmSync, writeFileSync } = fs;
const go = (path) => path.replace("state-", "go-");
const inside = (path) => path.replace("state-", "inside-");

function until(isSo, limitMs = Number.POSITIVE_INFINITY) {
  for (const end = Date.now() + limitMs; !isSo() && Date.now() < end; ) rest(LOOK_MS);
}

const calls = { begun: 0, restBefore: 0, path: "" };
const die = () => process.kill(process.pid, "SIGKILL");
if (role === "leads" || role === "falls") {
  for (const [name, call] of Object.entries(fs)) {
    if (typeof call !== "function" || !name.endsWith("Sync")) continue;
    fs[name] = (...args) => {
      const { path } = calls;
      if (path !== "" && args.some((one) => String(one).startsWith(path))) {
        calls.begun++;
        if (calls.begun === calls.restBefore) {
          if (role === "falls") die();
          writeFileSync(go(path), "");
          until(() => existsSync(inside(path)), TIME_FOR_IT_MS);
        }
      }
      return call(...args);
    };
  }
  syncBuiltinESMExports();
}

const { withLock } = await import(module);

function keepAll([path, ...others]) {
  if (path) withLock(path, () => keepAll(others));
  else die();
}

function follow(path) {
  until(() => existsSync(go(path)));
  withLock(path, () => {
    writeFileSync(inside(path), "");
    rest(KEPT_MS);
    rmSync(inside(path));
  });
}

if (role === "dies") keepAll(paths);
if (role === "follows") for (const path of paths) follow(path);
if (role === "passes") for (const path of paths) withLock(path, () => undefined);
if (role === "falls") {
  Object.assign(calls, { restBefore: paths.length, path: paths.at(-1) });
  withLock(calls.path, () => undefined);
}
if (role === "leads") {
  const met = [];
  let most = 0;
  for (const [index, path] of paths.entries()) {
    Object.assign(calls, { begun: 0, restBefore: index + 1, path });
    withLock(path, () => {
      if (existsSync(inside(path))) met.push(index + 1);
    });
    calls.path = "";
    if (calls.begun <= index) writeFileSync(go(path), "");
    most = Math.max(most, calls.begun <= index ? calls.begun : 0);
  }
  console.log(JSON.stringify({ calls: most, met }));
}
