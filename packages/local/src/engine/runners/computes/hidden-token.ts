/** What stands for a token in a message. */
export const hiddenToken = '(not shown)';
