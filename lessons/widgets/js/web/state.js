// Save what is used of a memory, and fill another memory with it.
//
// A memory that nobody has written to takes no room on the device, and half of Python's is such.

export const BLOCK = 1 << 16; // bytes: WebAssembly adds as many to a memory at a time

/** Return a copy of the blocks that hold anything, one after another, as `state`, and their numbers. */
export function usedBlocks(memory) {
  const blocks = [...Array(memory.length / BLOCK).keys()].filter((number) => !isEmpty(memory, number));
  const state = new Uint8Array(blocks.length * BLOCK);
  blocks.forEach((number, place) => state.set(block(memory, number), place * BLOCK));
  return { blocks, state };
}

/** Fill a memory with a state. Other blocks become empty, and those that are empty are not touched. */
export function fill(memory, blocks, state) {
  const places = new Map(blocks.map((number, place) => [number, place]));
  for (let number = 0; number < memory.length / BLOCK; number += 1) {
    if (places.has(number)) block(memory, number).set(block(state, places.get(number)));
    else if (!isEmpty(memory, number)) block(memory, number).fill(0);
  }
}

const block = (bytes, number) => bytes.subarray(number * BLOCK, (number + 1) * BLOCK);

function isEmpty(memory, number) {
  const words = new Int32Array(memory.buffer, number * BLOCK, BLOCK / Int32Array.BYTES_PER_ELEMENT);
  let at = 0;
  while (at < words.length && !words[at]) at += 1; // ten times as fast as words.some()
  return at === words.length;
}
