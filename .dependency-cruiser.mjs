// For `npx depcruise --config` (graphs, questions). `npm run check:layers` uses the same rules.
import { cruiseOptions } from './tools/layers/check-imports.mjs';
import { importRules } from './tools/layers/import-rules.mjs';

/** @type {import('dependency-cruiser').IConfiguration} */
export default { forbidden: importRules, options: cruiseOptions };
