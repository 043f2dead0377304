import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may look: whoever opens an address that was printed, or made by somebody who may look, first. */
export interface Session {
  /** Makes a token for one more browser. */
  newOneTimeToken(): string;
  /** The cookie that the token is exchanged for. Browsers share cookies between ports, so each dashboard has its own. */
  readonly cookieName: string;
  /** What the page sends along with what changes something: no page of another site can know it. */
  readonly changeToken: string;
  /** The cookie's value for the right token, the first time that it is shown; afterwards nothing. */
  exchange(token: string): string | undefined;
  /** Whether a cookie is the one that was given out. */
  isOpenTo(cookie: string | undefined): boolean;
  /** Whether it is the change token. */
  mayChange(token: string | undefined): boolean;
}

/** So many addresses that were made and not opened stay good: the oldest goes first. */
const mostUnused = 20;

export function createSession(): Session {
  const secret = randomBytes(32).toString('base64url');
  const changeToken = randomBytes(32).toString('base64url');
  let unused: string[] = [];
  let isUsed = false;
  return {
    newOneTimeToken() {
      const token = randomBytes(32).toString('base64url');
      unused = [...unused, token].slice(-mostUnused);
      return token;
    },
    cookieName: `hyperdrive_dashboard_${randomBytes(6).toString('hex')}`,
    changeToken,
    exchange(token) {
      const found = unused.find((candidate) => isSame(token, candidate));
      if (found === undefined) return undefined;
      unused = unused.filter((candidate) => candidate !== found);
      isUsed = true;
      return secret;
    },
    isOpenTo: (cookie) => isUsed && cookie !== undefined && isSame(cookie, secret),
    mayChange: (token) => token !== undefined && isSame(token, changeToken),
  };
}

/** Compares without showing by its time how much of it was right. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
