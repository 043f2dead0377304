import { BackendError } from '@hyperdrive-run/sdk';

const orToken = 'or put a token into the environment variable HYPERDRIVE_TOKEN.';

/** The Azure CLI, which was asked because `HYPERDRIVE_TOKEN` is not set, gave no token. */
export class AzCliError extends BackendError {
  declare readonly hint: string;

  private constructor(problem: string, advice: string, isRetryable = false) {
    super({
      code: isRetryable ? 'timed-out' : 'not-authenticated',
      message: `There is no token: HYPERDRIVE_TOKEN is not set, and ${problem}.`,
      hint: `${advice}, ${orToken}`,
      isRetryable,
    });
  }

  static missing(): AzCliError {
    return new AzCliError('the Azure CLI (az) was not found', 'Install it and sign in with "az login"');
  }

  static signedOut(): AzCliError {
    return new AzCliError('nobody is signed in to the Azure CLI', 'Sign in with "az login"');
  }

  static slow(seconds: number): AzCliError {
    return new AzCliError(`the Azure CLI gave none within ${seconds} seconds`, 'Try again', true);
  }

  /** @param words what it said, without secrets */
  static failed(words: string): AzCliError {
    return new AzCliError(`the Azure CLI gave none: ${words}`, 'Sign in again with "az login"');
  }
}
