import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "./page.js";
import { classCode, joinClass, leaveClass, pupilCode, sendHandIn } from "../src/class_client.js";

const asked = [];
let answers;
globalThis.fetch = async (address, { headers, body }) => {
  asked.push([new URL(address).pathname, headers.Authorization, body]);
  const [status, content] = answers.shift();
  return new Response(typeof content === "string" ? content : JSON.stringify(content), { status });
};

const joined = (pupil) => [201, { pupil, key: `${pupil}.secret` }];

beforeEach(() => {
  leaveClass();
  asked.length = 0;
  document.cookie = "class_code=abc234";
});

test("a page of any other server is in no class", () => {
  document.cookie = "class_code=; max-age=0";
  assert.equal(classCode(), undefined);
});

test("a browser joins once, and keeps its key", async () => {
  answers = [joined("P07")];
  assert.equal(await joinClass(), "P07");
  assert.equal(await joinClass(), "P07");
  assert.deepEqual(asked.map(([path]) => path), ["/class/join"]);
});

test("a hand-in is sent with the key of the pupil", async () => {
  answers = [joined("P07"), [201, { pupil: "P07", file: "x.json" }]];
  assert.deepEqual(await sendHandIn("{}"), { pupil: "P07", file: "x.json" });
  assert.deepEqual(asked.at(-1), ["/class/hand-in", "Bearer P07.secret", "{}"]);
});

test("a class that was begun anew is joined again", async () => {
  answers = [joined("P07"), [401, "unknown"], joined("P01"), [201, { pupil: "P01", file: "x.json" }]];
  assert.equal((await sendHandIn("{}")).pupil, "P01");
  assert.equal(pupilCode(), "P01");
});

test("what the teacher's computer says reaches the pupil", async () => {
  answers = [joined("P07"), [507, "The disk is full."]];
  await assert.rejects(sendHandIn("{}"), { message: "The disk is full." });
  answers = [];
  await assert.rejects(sendHandIn("{}"), /cannot be reached/);
});

test("the next pupil at the same device gets another code", async () => {
  answers = [joined("P07"), joined("P08")];
  await joinClass();
  leaveClass();
  assert.equal(pupilCode(), "");
  assert.equal(await joinClass(), "P08");
});

test("a browser that stores nothing remembers the pupil as long as the page is open", async (context) => {
  const refuse = () => { throw new Error("refused"); };
  context.mock.method(Object.getPrototypeOf(localStorage), "getItem", refuse);
  context.mock.method(Object.getPrototypeOf(localStorage), "setItem", refuse);
  answers = [joined("P07")];
  await joinClass();
  assert.equal(await joinClass(), "P07");
});
