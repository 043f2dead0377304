import { describe, expect, it } from 'vitest';
import {
  advance,
  type SweepEffect,
  type SweepEvent,
  type SweepLifecycle,
  type SweepPhase,
  startLifecycle,
} from './sweep-lifecycle.js';
import { createTrialQueue } from './trial-queue.js';

const queue = createTrialQueue({
  waiting: [],
  maxRunning: 1,
  isOpen: () => false,
  makeNext: () => undefined,
  start: () => {
    throw new Error('A transition starts nothing.');
  },
  onStarted() {},
  onEnded() {},
  onIdle() {},
  onFailure() {},
  onUnrecordedStop() {},
});
const survivor = { number: 0, runId: 'HD_0', point: new Map(), status: undefined };
const recovering: SweepPhase = { kind: 'recovering', canceledTrials: ['HD_7'] };
const scheduling: SweepPhase = { kind: 'scheduling', queue };

const lifecycles = {
  recovering: { phase: recovering, isServiceStopping: false },
  'recovering, canceled': { phase: recovering, stop: 'canceled', isServiceStopping: false },
  'recovering, service stops': { phase: recovering, isServiceStopping: true },
  scheduling: { phase: scheduling, isServiceStopping: false },
  'scheduling, canceled': { phase: scheduling, stop: 'canceled', isServiceStopping: false },
  'scheduling, timed out': { phase: scheduling, stop: 'timed-out', isServiceStopping: false },
  'scheduling, service stops': { phase: scheduling, isServiceStopping: true },
  finished: { phase: { kind: 'ended', end: { kind: 'finished' }, queue }, isServiceStopping: false },
  interrupted: {
    phase: { kind: 'ended', end: { kind: 'interrupted', error: new Error('E') }, queue },
    isServiceStopping: false,
  },
  'interrupted, service stops': {
    phase: { kind: 'ended', end: { kind: 'interrupted' }, queue },
    isServiceStopping: true,
  },
} satisfies Record<string, SweepLifecycle>;

const events = {
  cancel: { kind: 'cancel' },
  'time-out': { kind: 'time-out' },
  pause: { kind: 'pause' },
  resume: { kind: 'resume' },
  retry: { kind: 'retry' },
  'service-stops': { kind: 'service-stops' },
  'service-leaves': { kind: 'service-leaves' },
  'cancel-trial': { kind: 'cancel-trial', runId: 'HD_1' },
  recovered: { kind: 'recovered', hasSurvivors: false },
  'recovered, with survivors': { kind: 'recovered', hasSurvivors: true },
  prepared: { kind: 'prepared', queue, survivors: [survivor] },
  unprepared: { kind: 'unprepared', failure: { code: 'UserError' } },
  idle: { kind: 'idle', isBlockedByPause: false },
  'idle, paused': { kind: 'idle', isBlockedByPause: true },
  'failed, passing': { kind: 'failed', error: new Error('E'), isPassing: true },
  'failed for good': { kind: 'failed', error: new Error('E'), isPassing: false },
} satisfies Record<string, SweepEvent>;

/** What comes of each event in each phase. What is left out is refused. A phase `recovering` names the trials to cancel. */
const outcomes: Record<keyof typeof lifecycles, Partial<Record<keyof typeof events, string>>> = {
  recovering: {
    cancel: '-> recovering HD_7, canceled: log-stop',
    'time-out': '-> recovering HD_7, timed-out: log-stop',
    pause: 'accepted',
    resume: 'accepted',
    'service-stops': '-> recovering HD_7, service stops',
    'service-leaves': '-> interrupted, service stops',
    'cancel-trial': '-> recovering HD_7 HD_1',
    recovered: 'accepted',
    'recovered, with survivors': 'accepted',
    prepared: '-> scheduling: adopt-trials (HD_0), cancel-trials (HD_7), fill-queue',
    unprepared: '-> finished (UserError)',
    'failed, passing': '-> interrupted (E)',
    'failed for good': '-> interrupted (E)',
  },
  'recovering, canceled': {
    'service-stops': '-> recovering HD_7, canceled, service stops',
    'service-leaves': '-> interrupted, canceled, service stops',
    'cancel-trial': '-> recovering HD_7 HD_1, canceled',
    recovered: '-> finished, canceled',
    'recovered, with survivors': 'accepted',
    prepared: '-> scheduling, canceled: adopt-trials (HD_0), cancel-trials (HD_7), stop-trials (sweep-canceled)',
    unprepared: '-> finished (UserError), canceled',
    'failed, passing': '-> interrupted (E), canceled',
    'failed for good': '-> interrupted (E), canceled',
  },
  'recovering, service stops': {
    cancel: '-> recovering HD_7, canceled, service stops: log-stop',
    'time-out': '-> recovering HD_7, timed-out, service stops: log-stop',
    'service-stops': 'accepted',
    'service-leaves': '-> interrupted, service stops',
    'cancel-trial': '-> recovering HD_7 HD_1, service stops',
    recovered: 'accepted',
    'recovered, with survivors': 'accepted',
    prepared: '-> scheduling, service stops: adopt-trials (HD_0), cancel-trials (HD_7), stop-trials (service-stopped)',
    unprepared: '-> interrupted, service stops',
    'failed, passing': '-> interrupted (E), service stops',
    'failed for good': '-> interrupted (E), service stops',
  },
  scheduling: {
    cancel: '-> scheduling, canceled: log-stop, stop-trials (sweep-canceled)',
    'time-out': '-> scheduling, timed-out: log-stop, stop-trials (sweep-timed-out)',
    pause: 'accepted',
    resume: 'fill-queue',
    retry: 'fill-queue',
    'service-stops': '-> scheduling, service stops: stop-trials (service-stopped)',
    'service-leaves': '-> interrupted, service stops: detach-trials',
    'cancel-trial': 'cancel-trials (HD_1)',
    idle: '-> finished',
    'idle, paused': 'show-paused',
    'failed, passing': '-> interrupted (E): detach-trials',
    'failed for good': '-> interrupted (E): stop-trials (service-stopped)',
  },
  'scheduling, canceled': {
    'service-stops': '-> scheduling, canceled, service stops: stop-trials (service-stopped)',
    'service-leaves': '-> interrupted, canceled, service stops: detach-trials',
    'cancel-trial': 'cancel-trials (HD_1)',
    idle: '-> finished, canceled',
    'idle, paused': '-> finished, canceled',
    'failed, passing': '-> interrupted (E), canceled: detach-trials',
    'failed for good': '-> interrupted (E), canceled: stop-trials (service-stopped)',
  },
  'scheduling, timed out': {
    'service-stops': '-> scheduling, timed-out, service stops: stop-trials (service-stopped)',
    'service-leaves': '-> interrupted, timed-out, service stops: detach-trials',
    'cancel-trial': 'cancel-trials (HD_1)',
    idle: '-> finished, timed-out',
    'idle, paused': '-> finished, timed-out',
    'failed, passing': '-> interrupted (E), timed-out: detach-trials',
    'failed for good': '-> interrupted (E), timed-out: stop-trials (service-stopped)',
  },
  'scheduling, service stops': {
    cancel: '-> scheduling, canceled, service stops: log-stop, stop-trials (sweep-canceled)',
    'time-out': '-> scheduling, timed-out, service stops: log-stop, stop-trials (sweep-timed-out)',
    'service-stops': 'stop-trials (service-stopped)',
    'service-leaves': '-> interrupted, service stops: detach-trials',
    'cancel-trial': 'cancel-trials (HD_1)',
    idle: '-> interrupted, service stops',
    'idle, paused': '-> interrupted, service stops',
    'failed, passing': '-> interrupted (E), service stops: stop-trials (service-stopped)',
    'failed for good': '-> interrupted (E), service stops: stop-trials (service-stopped)',
  },
  finished: {},
  interrupted: {
    cancel: '-> interrupted (E), canceled: log-stop, stop-trials (sweep-canceled)',
    pause: 'accepted',
    resume: 'accepted',
    'service-stops': '-> interrupted (E), service stops: stop-trials (service-stopped)',
    'service-leaves': '-> interrupted (E), service stops',
    'cancel-trial': 'accepted',
  },
  'interrupted, service stops': {
    cancel: '-> interrupted, canceled, service stops: log-stop, stop-trials (sweep-canceled)',
    'service-stops': 'stop-trials (service-stopped)',
    'service-leaves': 'accepted',
    'cancel-trial': 'accepted',
  },
};

describe('a sweep that is', () => {
  for (const [name, lifecycle] of Object.entries(lifecycles)) {
    it(`${name} takes each event as the table says`, () => {
      const found = Object.entries(events).map(([event, given]) => [event, outcomeOf(lifecycle, given)]);
      const expected = new Map(Object.entries(outcomes).map(([of, row]) => [of, new Map(Object.entries(row))])).get(
        name,
      );
      expect(found).toEqual(Object.keys(events).map((event) => [event, expected?.get(event) ?? 'refused']));
    });
  }

  it.each([
    [false, undefined],
    [true, 'canceled'],
  ])('begun begins with recovering, also where it was canceled before: %s', (isCanceled, stop) => {
    expect(startLifecycle(isCanceled)).toEqual({
      phase: { kind: 'recovering', canceledTrials: [] },
      stop,
      isServiceStopping: false,
    });
  });
});

/** Such as `interrupted (E): detach-trials`; only what is done where nothing else changes. */
function outcomeOf(lifecycle: SweepLifecycle, event: SweepEvent): string {
  const step = advance(lifecycle, event);
  if (step === undefined) return 'refused';
  const [before, after] = [describeLifecycle(lifecycle), describeLifecycle(step.lifecycle)];
  const effects = step.effects.map(describeEffect).join(', ');
  if (before === after) return effects === '' ? 'accepted' : effects;
  return effects === '' ? `-> ${after}` : `-> ${after}: ${effects}`;
}

function describeLifecycle({ phase, stop, isServiceStopping }: SweepLifecycle): string {
  return [
    describePhase(phase),
    ...(stop === undefined ? [] : [stop]),
    ...(isServiceStopping ? ['service stops'] : []),
  ].join(', ');
}

function describePhase(phase: SweepPhase): string {
  if (phase.kind === 'recovering') return `recovering ${phase.canceledTrials.join(' ')}`;
  if (phase.kind === 'scheduling') return 'scheduling';
  const { end } = phase;
  if (end.kind === 'interrupted') return end.error === undefined ? 'interrupted' : `interrupted (${end.error.message})`;
  return end.failure === undefined ? 'finished' : `finished (${end.failure.code})`;
}

function describeEffect(effect: SweepEffect): string {
  switch (effect.kind) {
    case 'log-stop':
      return 'log-stop';
    case 'stop-trials':
      return `stop-trials (${effect.reason.kind})`;
    case 'cancel-trials':
      return `cancel-trials (${effect.runIds.join(' ')})`;
    case 'adopt-trials':
      return `adopt-trials (${effect.trials.map((trial) => trial.runId).join(' ')})`;
    default:
      return effect.kind;
  }
}
