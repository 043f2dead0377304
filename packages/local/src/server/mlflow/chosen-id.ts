import type { RequestContext } from '../service-context.js';

/**
 * The header with the id that a new run or model is to have. A trial on a node without a way to the service chooses it, as it
 * gets its answer there; when the call arrives here it may do so more than once.
 */
export const chosenIdHeader = 'x-hyperdrive-chosen-id';

/** The id that a call chooses for what it makes; `undefined` where it leaves that to the service. */
export function chosenId(request: RequestContext, form: RegExp): string | undefined {
  const id = request.req.header(chosenIdHeader);
  return id !== undefined && form.test(id) ? id : undefined;
}
