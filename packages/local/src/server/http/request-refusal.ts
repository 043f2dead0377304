/** A request that is not served, with the HTTP status that says why. Its message is shown to the client. */
export class RequestRefusal extends Error {
  readonly status: number;
  /** The protocol's code: `UserError` for what the client can put right. */
  readonly serviceCode: string;

  constructor(status: number, message: string, serviceCode = 'UserError') {
    super(message);
    this.name = 'RequestRefusal';
    this.status = status;
    this.serviceCode = serviceCode;
  }
}
