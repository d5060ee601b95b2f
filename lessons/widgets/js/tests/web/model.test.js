import assert from "node:assert/strict";
import test from "node:test";
import { Model } from "../../web/model.js";

test("Python gets changed traits only, once, when they are saved", () => {
  const sent = [];
  const model = new Model({ year: 1999, show: [] }, (content) => sent.push(content));
  model.set("year", 2012);
  assert.equal(model.get("year"), 2012);
  assert.deepEqual(sent, []);
  model.save_changes();
  model.save_changes();
  model.send({ do: "hello" });
  assert.deepEqual(sent, [{ state: { year: 2012 } }, { message: { do: "hello" } }]);
});

test("a listener hears of values and messages until it is taken off", () => {
  const heard = [];
  const model = new Model({ year: 1999, view: {} }, () => {});
  const onYear = (year) => heard.push([year, model.get("view")]);
  model.on("change:year", onYear);
  model.on("msg:custom", (message) => heard.push(message));
  model.receive({ state: { year: 2012, view: "new" } }); // all values are there before any is told
  model.receive({ message: [] });
  model.off("change:year", onYear);
  model.receive({ state: { year: 2013 } });
  assert.deepEqual(heard, [[2012, "new"], []]);
});
