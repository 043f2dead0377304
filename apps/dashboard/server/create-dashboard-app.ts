import { readFile } from 'node:fs/promises';
import { HyperDriveError, type JsonValue, type Workspace, writeJson } from '@hyperdrive-run/sdk';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { childrenUpdateToJson } from '../api/children-update.js';
import { problemToJson } from '../api/problem.js';
import { sweepDetailsToJson } from '../api/sweep-details.js';
import { sweepListToJson } from '../api/sweep-list.js';
import { refusalOf, securityHeaders } from './guard-request.js';
import { createSweepReader } from './read-sweep.js';
import type { Session } from './session.js';

const pageFiles: ReadonlyMap<string, { readonly file: string; readonly type: string }> = new Map([
  ['/', { file: 'index.html', type: 'text/html; charset=utf-8' }],
  ['/main.js', { file: 'main.js', type: 'text/javascript; charset=utf-8' }],
  ['/style.css', { file: 'style.css', type: 'text/css; charset=utf-8' }],
]);

const notOpen = {
  message: 'This browser did not open the dashboard.',
  hint: 'Open the address that was printed last: it works once, in one browser. Start the dashboard again for a new one.',
};
const notOpenText = `${notOpen.message} ${notOpen.hint}`;

/** The HTTP status of an error; what is not listed is the fault of the service behind the dashboard. */
const statuses: ReadonlyMap<HyperDriveError['code'], number> = new Map([
  ['run-not-found', 404],
  ['not-a-sweep', 404],
  ['invalid-argument', 400],
]);

/** What the app is made from. */
export interface DashboardAppOptions {
  readonly workspace: Workspace;
  readonly session: Session;
  /** Contains index.html, main.js and style.css. */
  readonly pageFolder: URL;
}

/** The dashboard's routes: the page and three questions that it asks, in the messages of `api/`. Everything needs the session's cookie. */
export function createDashboardApp({ workspace, session, pageFolder }: DashboardAppOptions): Hono {
  const app = new Hono();
  const sweeps = createSweepReader(workspace);

  app.use(async (context, next) => {
    for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value);
    const refusal = refusalOf(context.req.raw);
    if (refusal !== undefined) return context.json({ message: refusal }, 403);
    const token = context.req.path === '/' ? context.req.query('token') : undefined;
    const cookie = token === undefined ? undefined : session.exchange(token);
    if (cookie !== undefined) {
      setCookie(context, session.cookieName, cookie, { httpOnly: true, sameSite: 'Strict', path: '/' });
      const sweep = context.req.query('sweep');
      const address = sweep === undefined ? '/' : `/?sweep=${encodeURIComponent(sweep)}`;
      if (context.req.header('sec-fetch-site') !== 'cross-site') return context.redirect(address, 303);
      // A link in a web page led here, such as in a terminal that runs in a browser. A redirect would still count as
      // that page's request and carry no Strict cookie; what our own response goes on to does.
      context.header('refresh', `0; url=${address}`);
      return context.text('Opening the dashboard ...');
    }
    if (session.isOpenTo(getCookie(context, session.cookieName))) return next();
    return context.req.path.startsWith('/api/') ? context.json(notOpen, 401) : context.text(notOpenText, 401);
  });

  for (const [path, { file, type }] of pageFiles) {
    app.get(path, async (context) => {
      const content = await readFile(new URL(file, pageFolder), 'utf8');
      return context.body(content, 200, { 'content-type': type });
    });
  }

  const respond = async (read: () => Promise<JsonValue>): Promise<Response> => {
    try {
      return toResponse(await read(), 200);
    } catch (error) {
      if (!HyperDriveError.isInstance(error)) throw error;
      const { message, hint = '', code } = error;
      return toResponse(problemToJson({ message, hint, code }), statuses.get(code) ?? 502);
    }
  };
  app.get('/api/sweeps', ({ req }) => respond(async () => sweepListToJson(await sweeps.list(req.raw.signal))));
  app.get('/api/sweeps/:id', ({ req }) =>
    respond(async () => sweepDetailsToJson(await sweeps.describe(req.param('id'), req.raw.signal))),
  );
  app.get('/api/sweeps/:id/children', ({ req }) =>
    respond(async () => {
      const update = await sweeps.children(req.param('id'), req.query('after'), req.raw.signal);
      return childrenUpdateToJson(update);
    }),
  );
  app.notFound((context) => context.json({ message: 'There is no such page.' }, 404));
  app.onError((_error, context) =>
    context.json({ message: 'The dashboard failed.', hint: 'This is a defect; please report it.' }, 500),
  );
  return app;
}

function toResponse(value: JsonValue, status: number): Response {
  const headers = { ...securityHeaders, 'content-type': 'application/json; charset=utf-8' };
  return new Response(writeJson(value), { status, headers });
}
