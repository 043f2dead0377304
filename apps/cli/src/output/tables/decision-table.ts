import type { EarlyTerminationExplanation, PolicyDecision } from '@hyperdrive-run/sdk';
import type { CliIo } from '../../context/cli-io.js';
import { escapeForTerminal } from '../escape/escape-for-terminal.js';
import { formatNumber } from '../format/format-number.js';
import { plainValue } from '../format/format-value.js';
import { shortId } from '../format/short-id.js';
import { type Style, styleFor } from '../style.js';
import { type PlainTable, printTable } from './print-table.js';
import type { TerminalTable } from './terminal-table.js';

/** Prints a policy's decisions about a trial, a line an interval. */
export async function printDecisionTable(
  io: CliIo,
  explanation: EarlyTerminationExplanation,
  sweepId: string,
): Promise<void> {
  await printTable(io, {
    plain: () => plainTable(explanation),
    layouts: () => [layout(explanation, sweepId, styleFor(io.stdout, io.env))],
  });
}

function plainTable({ decisions, recorded }: EarlyTerminationExplanation): PlainTable {
  return {
    names: ['interval', 'decision', 'standing', 'threshold', 'comparedTrials', 'best', 'bestRunId', 'recorded'],
    rows: decisions.map((decision) => [
      String(decision.interval),
      decision.stop ? 'stop' : 'keep',
      plainValue(decision.standing),
      plainValue(decision.threshold),
      String(decision.comparedTrials),
      ...(decision.kind === 'bandit' ? [plainValue(decision.best), escapeForTerminal(decision.bestRunId)] : ['', '']),
      decision.interval === recorded?.interval ? 'yes' : '',
    ]),
  };
}

/** What a policy's threshold is, in a heading. */
const thresholds = {
  bandit: 'limit',
  'median-stopping': 'median',
  'truncation-selection': 'worst kept',
} as const;

function layout(explanation: EarlyTerminationExplanation, sweepId: string, style: Style): TerminalTable {
  const { decisions, recorded } = explanation;
  const isBandit = decisions[0]?.kind === 'bandit';
  const threshold = thresholds[decisions[0]?.kind ?? 'bandit'];
  return {
    headings: ['values', 'its best', threshold, ...(isBandit ? ['best of all', 'by'] : []), 'compared', 'decision'],
    rows: decisions.map((decision) => [
      String(decision.interval),
      formatNumber(decision.standing),
      decision.threshold === undefined ? 'none' : formatNumber(decision.threshold),
      ...(decision.kind === 'bandit' ? [formatNumber(decision.best), shortId(decision.bestRunId, sweepId)] : []),
      `${decision.comparedTrials}`,
      word(decision, style) + (decision.interval === recorded?.interval ? ', as recorded' : ''),
    ]),
    aligns: ['right', 'right', 'right', ...(isBandit ? (['right', 'left'] as const) : []), 'right', 'left'],
  };
}

function word({ stop }: PolicyDecision, style: Style): string {
  return stop ? style.yellow('stop') : style.green('keep');
}
