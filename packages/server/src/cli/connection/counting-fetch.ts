/** A `fetch` that tells how many bytes of streamed bodies have left so far. */
export function countingFetch(send: typeof fetch, onSent: (bytes: number) => void): typeof fetch {
  let sent = 0;
  return (input, init) => {
    if (!(init?.body instanceof ReadableStream)) return send(input, init);
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        sent += chunk.length;
        onSent(sent);
        controller.enqueue(chunk);
      },
    });
    return send(input, { ...init, body: init.body.pipeThrough(counter) });
  };
}
