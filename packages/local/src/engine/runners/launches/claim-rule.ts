import { isTerminalStatus, type RunStatus } from '@hyperdrive-run/core';
import type { StoredLaunch } from '../../../storage/launches/launch-store.js';
import { hasDigest } from './launch-digest.js';

/**
 * Why a launch may not be run by who asks.
 * - `LaunchUnknown`: this service has no such launch
 * - `WrongCode`: it was claimed with another code
 * - `LaunchWithdrawn`: it was taken back: its trial was canceled, or is started under another launch
 * - `LaunchClaimed`: another attempt runs it, or has: an engine started it twice
 * - `LaunchEnded`: it has ended
 * - `LaunchLost`: it was given up
 * - `RunEnded`: its run was canceled, or has ended
 */
export type LaunchRefusal =
  | 'LaunchUnknown'
  | 'WrongCode'
  | 'LaunchWithdrawn'
  | 'LaunchClaimed'
  | 'LaunchEnded'
  | 'LaunchLost'
  | 'RunEnded';

/** Who asks for a launch, and with what. */
export interface ClaimRequest {
  readonly code: string;
  /** A random text of whoever asks: the same one may ask again, as its answer may have been lost. */
  readonly attempt: string;
}

/**
 * Whether a launch may be run by who asks: once, and again only by the same attempt.
 * @param runStatus the status of its run; `undefined` where it has none
 * @returns the refusal, or `undefined` where it is granted
 */
export function refuseClaim(
  launch: StoredLaunch | undefined,
  { code, attempt }: ClaimRequest,
  runStatus: RunStatus | undefined,
): LaunchRefusal | undefined {
  if (launch === undefined) return 'LaunchUnknown';
  if (!hasDigest(code, launch.claimCode)) return 'WrongCode';
  if (launch.state === 'withdrawn') return 'LaunchWithdrawn';
  if (launch.state === 'lost') return 'LaunchLost';
  if (launch.state !== 'open' && !hasDigest(attempt, launch.attempt)) return 'LaunchClaimed';
  if (launch.state === 'reported') return 'LaunchEnded';
  const isOver = runStatus !== undefined && (isTerminalStatus(runStatus) || runStatus === 'CancelRequested');
  return isOver || launch.isToEnd ? 'RunEnded' : undefined;
}

/** What is said of each refusal. */
export const refusalMessages: Readonly<Record<LaunchRefusal, string>> = {
  LaunchUnknown: 'This service has no such launch.',
  WrongCode: 'The code is not the one of this launch.',
  LaunchWithdrawn: 'The launch was withdrawn: its trial was canceled, or is started under another one.',
  LaunchClaimed: 'Another attempt has claimed the launch: it was started more than once.',
  LaunchEnded: 'The launch has ended.',
  LaunchLost: 'The launch was given up, since nothing was heard of it: what runs of it is to end.',
  RunEnded: 'The run of the launch was canceled, or has ended.',
};
