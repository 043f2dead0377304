/** The width of a terminal that does not tell it, in characters. */
export const defaultWidth = 80;
