import assert from "node:assert/strict";
import test from "node:test";
import { BLOCK, fill, usedBlocks } from "../../web/state.js";

test("a memory that is filled with a state holds what the first memory held, and nothing else", () => {
  const memory = new Uint8Array(4 * BLOCK);
  memory[BLOCK - 1] = 1;
  memory[2 * BLOCK] = 2;
  const { blocks, state } = usedBlocks(memory);
  assert.deepEqual(blocks, [0, 2]);
  assert.equal(state.length, 2 * BLOCK);
  const other = new Uint8Array(memory.length).fill(3, BLOCK + 5, 3 * BLOCK);
  fill(other, blocks, state);
  assert.deepEqual(other, memory);
});
