/** The sweep that is asked for: an id as Azure ML's first SDK makes them, about which nobody asks for a job. */
export const sweepId = 'HD_0b8f4c3e-9a64-4f0d-8b9c-8e211c557e1d';
