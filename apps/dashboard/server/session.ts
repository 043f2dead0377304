import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may look: whoever opens the address that was printed, first. */
export interface Session {
  readonly oneTimeToken: string;
  /** The cookie that the token is exchanged for. Browsers share cookies between ports, so each dashboard has its own. */
  readonly cookieName: string;
  /** The cookie's value for the right token, the first time that it is shown; afterwards nothing. */
  exchange(token: string): string | undefined;
  /** Whether a cookie is the one that was given out. */
  isOpenTo(cookie: string | undefined): boolean;
}

export function createSession(): Session {
  const oneTimeToken = randomBytes(32).toString('base64url');
  const secret = randomBytes(32).toString('base64url');
  let isUsed = false;
  return {
    oneTimeToken,
    cookieName: `hyperdrive_dashboard_${randomBytes(6).toString('hex')}`,
    exchange(token) {
      if (isUsed || !isSame(token, oneTimeToken)) return undefined;
      isUsed = true;
      return secret;
    },
    isOpenTo: (cookie) => isUsed && cookie !== undefined && isSame(cookie, secret),
  };
}

/** Compares without showing by its time how much of it was right. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
