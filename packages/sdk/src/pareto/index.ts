export { type ParetoChild, type ParetoFrontOptions, paretoFrontOf } from './pareto-front-of.js';
