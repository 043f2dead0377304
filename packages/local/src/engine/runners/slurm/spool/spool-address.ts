/**
 * Stands for the service in what a trial is given: on its node the address of the stand-in there takes its place. It is the
 * same for all trials and services, so that a trial does not depend on where the service comes back.
 */
export const spoolAddress = 'http://127.0.0.1:9';
