/** An attempt to get an answer took longer than it may. */
export class HttpTimeout extends Error {}
