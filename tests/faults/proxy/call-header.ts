/** The header that says to which call a request belongs. */
export const callHeader = 'x-fault-call';
