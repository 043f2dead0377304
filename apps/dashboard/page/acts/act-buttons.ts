import { isTerminalStatus } from '@hyperdrive-run/core';
import type { Act } from '../../api/session-info.js';
import { problemMessage } from '../ask/problem-message.js';
import { element } from '../dom.js';
import { confirmAct } from './dialog.js';
import { perform, sessionInfo } from './session.js';

/** What the buttons are about. */
export interface ActTarget {
  readonly runId: string;
  /** What it is called in a question, such as `this sweep`. */
  readonly name: string;
  readonly kind: 'sweep' | 'trial';
  readonly status: string;
  /** Whether a trial of it, or the trial itself, failed. */
  readonly hasFailed: boolean;
}

/** The buttons for what can be done now; empty where the backend, or the dashboard, can do nothing of it. */
export interface ActButtons {
  readonly element: HTMLElement;
  show(target: ActTarget): void;
}

interface ActText {
  readonly label: string;
  readonly consequence: (target: ActTarget) => string;
}

const texts: ReadonlyMap<Act, ActText> = new Map<Act, ActText>([
  [
    'pause',
    {
      label: 'Pause',
      consequence: () => 'Trials that run continue to their end; no further ones start until it is resumed.',
    },
  ],
  ['resume', { label: 'Resume', consequence: () => 'Further trials start.' }],
  [
    'cancel',
    {
      label: 'Cancel',
      consequence: ({ kind }) =>
        kind === 'sweep'
          ? 'Its running trials are ended, and no further ones start. This cannot be undone.'
          : 'The trial is ended. This cannot be undone; the sweep goes on.',
    },
  ],
  [
    'retry',
    {
      label: 'Retry',
      consequence: ({ kind }) =>
        kind === 'sweep'
          ? 'Each of its failed trials runs once more, as a trial of its own.'
          : 'It runs once more, as a trial of its own.',
    },
  ],
]);

/** Which acts make sense in a status. */
function isPossible(act: Act, { kind, status, hasFailed }: ActTarget): boolean {
  const isPaused = status === 'Paused' || status === 'Pausing';
  if (act === 'retry') return hasFailed;
  if (act === 'cancel') return !isTerminalStatus(status) && status !== 'CancelRequested';
  if (kind === 'trial' || isTerminalStatus(status) || status === 'CancelRequested') return false;
  return act === 'resume' ? isPaused : !isPaused;
}

/**
 * Makes the buttons.
 * @param onDone is called with what was done, and that in words
 */
export function createActButtons(onDone: (act: Act, text: string) => void): ActButtons {
  const buttons = element('span', { class: 'acts' });
  const trouble = element('div');
  let shown = '';
  async function run(act: Act, text: ActText, target: ActTarget): Promise<void> {
    const label = text.label;
    if (!(await confirmAct(`${label} ${target.name}?`, text.consequence(target), label))) return;
    try {
      await perform(act, target.runId);
      trouble.replaceChildren();
      onDone(act, `${label}: done.`);
    } catch (error) {
      trouble.replaceChildren(problemMessage(error));
    }
  }
  async function draw(target: ActTarget): Promise<void> {
    const { acts } = await sessionInfo();
    const possible = [...texts].filter(([act]) => acts.includes(act) && isPossible(act, target));
    const state = [target.runId, ...possible.map(([act]) => act)].join(' ');
    if (state === shown) return;
    shown = state;
    buttons.replaceChildren(
      ...possible.map(([act, text]) => {
        const button = element('button', { type: 'button', 'data-act': act }, text.label);
        button.addEventListener('click', () => void run(act, text, target));
        return button;
      }),
    );
  }
  return {
    element: element('div', {}, buttons, trouble),
    show(target) {
      draw(target).catch((error: unknown) => trouble.replaceChildren(problemMessage(error)));
    },
  };
}
