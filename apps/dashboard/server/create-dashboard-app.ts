import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type Workspace, writeJson } from '@hyperdrive-run/sdk';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { getCookie, setCookie } from 'hono/cookie';
import { childrenUpdateToJson } from '../api/children-update.js';
import { logTailToJson } from '../api/log-tail.js';
import { acts as knownActs, sessionInfoToJson, tokenHeader } from '../api/session-info.js';
import { sweepBestToJson } from '../api/sweep-best.js';
import { sweepDetailsToJson } from '../api/sweep-details.js';
import { sweepListToJson } from '../api/sweep-list.js';
import { sweepOverviewToJson } from '../api/sweep-overview.js';
import { trialDetailsToJson } from '../api/trial-details.js';
import { trialJudgementToJson } from '../api/trial-judgement.js';
import { refusalOf, securityHeaders } from './access/guard-request.js';
import type { Session } from './access/session.js';
import type { DashboardActs } from './acts.js';
import { downloadResponse } from './http/download.js';
import { problemResponse, respond } from './http/responses.js';
import { streamLines } from './http/stream-lines.js';
import { createAheadReader } from './sweeps/read-ahead.js';
import { createSweepReader, type SweepReader } from './sweeps/read-sweep.js';
import { watchSweep } from './sweeps/watch-sweep.js';
import { createTrialReader } from './trials/read-trial.js';

const pageFiles: ReadonlyMap<string, { readonly file: string; readonly type: string }> = new Map([
  ['/', { file: 'index.html', type: 'text/html; charset=utf-8' }],
  ['/main.js', { file: 'main.js', type: 'text/javascript; charset=utf-8' }],
  ['/importance-worker.js', { file: 'importance-worker.js', type: 'text/javascript; charset=utf-8' }],
  ['/style.css', { file: 'style.css', type: 'text/css; charset=utf-8' }],
]);

const notOpen = {
  message: 'This browser did not open the dashboard.',
  hint: 'Each address works once, in one browser. Press Enter where the dashboard runs, or choose “Open in another browser” on its page, for a new one.',
};
const notOpenText = `${notOpen.message} ${notOpen.hint}`;

/** What the app is made from. */
export interface DashboardAppOptions {
  readonly workspace: Workspace;
  readonly session: Session;
  /** The sweep that the first page is about. */
  readonly runId?: string | undefined;
  /** Contains what `build.mjs` writes: index.html, its scripts and its style sheet. */
  readonly pageFolder: URL;
  /** What the page may do beside looking. */
  readonly acts: DashboardActs;
}

/** The dashboard's routes: the page, what it asks and what it does, in the messages of `api/`. Everything needs the session's cookie. */
export function createDashboardApp({ workspace, session, runId, pageFolder, acts }: DashboardAppOptions): Hono {
  const app = new Hono();
  const sweeps = createAheadReader(createSweepReader(workspace));
  if (runId !== undefined) sweeps.readAhead(runId);
  // What is streamed is compressed where it is made, line by line.
  app.use(compress());
  app.use((context, next) => admit(context, next, session));
  for (const [path, { file, type }] of pageFiles) {
    app.get(path, async (context) => {
      const { sweep, trial, with: other } = context.req.query();
      if (path === '/' && sweep !== undefined && trial === undefined) {
        // While the browser loads the page, what that will ask for first is read, and the browser asks for it.
        sweeps.readAhead(sweep);
        if (other === undefined) context.header('link', preloadOf(`/api/sweeps/${encodeURIComponent(sweep)}`));
      }
      const content = await readFile(new URL(file, pageFolder), 'utf8');
      return context.body(content, 200, { 'content-type': type });
    });
  }
  addSweepRoutes(app, sweeps);
  addTrialRoutes(app, workspace);
  addSessionRoutes(app, workspace, session, acts);
  app.notFound((context) => context.json({ message: 'There is no such page.' }, 404));
  app.onError((_error, context) =>
    context.json({ message: 'The dashboard failed.', hint: 'This is a defect; please report it.' }, 500),
  );
  return app;
}

/** Has a browser ask for what the page's script will fetch before it has that script. */
function preloadOf(path: string): string {
  // As `fetch` asks: in any other way it would be asked for twice.
  return `<${path}>; rel=preload; as=fetch; crossorigin=anonymous`;
}

/** Lets in who has the cookie, and gives it to who has a one-time token. */
async function admit(context: Context, next: () => Promise<void>, session: Session): Promise<Response | undefined> {
  for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value);
  const refusal = refusalOf(context.req.raw);
  if (refusal !== undefined) return context.json({ message: refusal }, 403);
  const token = context.req.path === '/' ? context.req.query('token') : undefined;
  const cookie = token === undefined ? undefined : session.exchange(token);
  if (cookie !== undefined) {
    setCookie(context, session.cookieName, cookie, { httpOnly: true, sameSite: 'Strict', path: '/' });
    const asked = new URLSearchParams(new URL(context.req.url).search);
    asked.delete('token');
    const address = asked.size === 0 ? '/' : `/?${asked.toString()}`;
    if (context.req.header('sec-fetch-site') !== 'cross-site') return context.redirect(address, 303);
    // A link in a web page led here, such as in a terminal that runs in a browser. A redirect would still count as
    // that page's request and carry no Strict cookie; what our own response goes on to does.
    context.header('refresh', `0; url=${address}`);
    return context.text('Opening the dashboard ...');
  }
  if (session.isOpenTo(getCookie(context, session.cookieName))) {
    await next();
    return undefined;
  }
  return context.req.path.startsWith('/api/') ? context.json(notOpen, 401) : context.text(notOpenText, 401);
}

/** How many sweeps a list has unless more are asked for, and at most. */
const [usualSweeps, mostSweeps] = [200, 10_000];

function addSweepRoutes(app: Hono, sweeps: SweepReader): void {
  app.get('/api/sweeps', ({ req }) =>
    respond(async () => {
      const asked = Number(req.query('most') ?? usualSweeps);
      const most = Number.isSafeInteger(asked) && asked > 0 ? Math.min(asked, mostSweeps) : usualSweeps;
      return sweepListToJson(await sweeps.list(most, req.raw.signal));
    }),
  );
  app.get('/api/sweeps/:id', ({ req }) =>
    respond(async () => sweepDetailsToJson(await sweeps.describe(req.param('id'), req.raw.signal))),
  );
  app.get('/api/sweeps/:id/overview', ({ req }) =>
    respond(async () => sweepOverviewToJson(await sweeps.overview(req.param('id'), req.raw.signal))),
  );
  app.get('/api/sweeps/:id/best', ({ req }) =>
    respond(async () => sweepBestToJson(await sweeps.best(req.param('id'), req.raw.signal))),
  );
  app.get('/api/sweeps/:id/children', async ({ req }) => {
    const updates = sweeps.children(req.param('id'), req.query('after'), req.raw.signal);
    try {
      // What is wrong from the start is reported with a status; later nothing but the end of the lines can say it.
      const first = await updates.next();
      return streamLines(req.raw, 'application/x-ndjson; charset=utf-8', linesOf(first, updates));
    } catch (error) {
      return problemResponse(error);
    }
  });
  app.get('/api/sweeps/:id/events', ({ req }) => {
    const { signal } = req.raw;
    const wait = (ms: number): Promise<void> => delay(ms, undefined, { signal }).catch(() => undefined);
    const events = watchSweep(sweeps, req.param('id'), req.query('after'), signal, wait);
    return streamLines(req.raw, 'text/event-stream; charset=utf-8', events);
  });
}

type Updates = ReturnType<SweepReader['children']>;

async function* linesOf(first: Awaited<ReturnType<Updates['next']>>, rest: Updates): AsyncGenerator<string> {
  if (first.done === true) return;
  yield `${writeJson(childrenUpdateToJson(first.value))}\n`;
  for await (const update of rest) yield `${writeJson(childrenUpdateToJson(update))}\n`;
}

function addTrialRoutes(app: Hono, workspace: Workspace): void {
  const trials = createTrialReader(workspace);
  const path = '/api/sweeps/:id/trials/:trial';
  app.get(path, ({ req }) =>
    respond(async () => trialDetailsToJson(await trials.describe(req.param('trial'), req.raw.signal))),
  );
  app.get(`${path}/judgement`, ({ req }) =>
    respond(async () => trialJudgementToJson(await trials.judge(req.param('id'), req.param('trial'), req.raw.signal))),
  );
  app.get(`${path}/files`, ({ req }) => respond(async () => await trials.files(req.param('trial'), req.raw.signal)));
  app.get(`${path}/log`, ({ req }) =>
    respond(async () => {
      const from = Number(req.query('from') ?? 0);
      const known = Number.isSafeInteger(from) && from > 0 ? from : 0;
      return logTailToJson(await trials.log(req.param('trial'), req.query('name') ?? '', known, req.raw.signal));
    }),
  );
  app.get(`${path}/file`, async ({ req }) => {
    const name = req.query('name') ?? '';
    try {
      return downloadResponse(name, await trials.open(req.param('trial'), name, req.raw.signal));
    } catch (error) {
      return problemResponse(error);
    }
  });
}

function addSessionRoutes(app: Hono, { backend }: Workspace, session: Session, acts: DashboardActs): void {
  app.get('/api/session', () => {
    const able = knownActs.filter((act) => acts[act] !== undefined);
    const info = { token: session.changeToken, acts: able, backend: backend.displayName };
    return respond(async () => sessionInfoToJson(info));
  });
  app.use('/api/links', (context, next) => needToken(context, next, session));
  app.use('/api/acts/*', (context, next) => needToken(context, next, session));
  app.post('/api/links', ({ req }) =>
    respond(async () => new Map([['url', `${new URL(req.url).origin}/?token=${session.newOneTimeToken()}`]])),
  );
  for (const name of knownActs) {
    const act = acts[name];
    if (act === undefined) continue;
    app.post(`/api/acts/${name}/:run`, ({ req }) =>
      respond(async () => {
        await act(req.param('run'), { signal: req.raw.signal });
        return new Map();
      }),
    );
  }
}

/** Beside the cookie and the origin, what changes something carries a token that only the page was given. */
async function needToken(context: Context, next: () => Promise<void>, session: Session): Promise<Response | undefined> {
  if (!session.mayChange(context.req.header(tokenHeader))) {
    return context.json({ message: 'The page is of an earlier dashboard. Load it again.' }, 403);
  }
  await next();
  return undefined;
}
