// What the sdk uses of the tools for work that waits. They know no service and no protocol.
export { endTogether } from './async/end-together.js';
export { untilAborted } from './async/until-aborted.js';
