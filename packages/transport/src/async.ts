// What the sdk uses of the tools for work that waits. They know no service and no protocol.
export { delay } from './async/delay.js';
export { endTogether } from './async/end-together.js';
export { untilAborted } from './async/until-aborted.js';
