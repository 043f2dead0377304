// The trials of several objectives that no other trial beats.

export { getParetoFront, type ParetoCandidate } from './pareto/get-pareto-front.js';
