// Hand large buffers on without keeping them: browsers clear up much later, and phones have little memory.

const PIECE = 1 << 20; // bytes

/** Return a stream of bytes; a browser would first copy what it is given as a whole. */
export function inPieces(bytes) {
  let start = 0;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes.subarray(start, start += PIECE));
      if (start >= bytes.length) controller.close();
    },
  });
}

/** Give a buffer's memory back now, by sending it where nobody receives it. */
export function free(buffer) {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(buffer, [buffer]);
  port1.close();
  port2.close();
}
