/** What responses contain that were made of a whole body. */
const bodies = new WeakMap<Response, string | Uint8Array<ArrayBuffer>>();

/**
 * A response of a body that is at hand. Whoever sends it takes the body from {@link wholeBodyOf}: to read it from the response,
 * as a stream, costs more than to handle a small request.
 */
export function wholeResponse(body: string | Uint8Array<ArrayBuffer>, init: ResponseInit): Response {
  const response = new Response(body, init);
  bodies.set(response, body);
  return response;
}

/** The body of a response that was made by {@link wholeResponse}; `undefined` of any other. */
export function wholeBodyOf(response: Response): string | Uint8Array<ArrayBuffer> | undefined {
  return bodies.get(response);
}
