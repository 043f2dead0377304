/** The words of whatever was thrown: an error's message, or the text of a value that is no error. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
