/** An attempt to get an answer, or the next piece of one, took longer than it may. */
export class HttpTimeout extends Error {
  /** The option that allows more time. */
  readonly option: string;

  constructor(message: string, option: string) {
    super(message);
    this.option = option;
  }
}
