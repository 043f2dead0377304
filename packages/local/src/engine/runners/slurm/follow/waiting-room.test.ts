import { expect, it } from 'vitest';
import { createWaitingRoom } from './waiting-room.js';

it('lets in as many as it has places for, in the order in which they came, and forgets who goes away', async () => {
  const room = createWaitingRoom(1);
  const never = new AbortController().signal;
  const impatient = new AbortController();
  const order: string[] = [];
  const enter = async (name: string, signal: AbortSignal): Promise<() => void> => {
    const leave = await room.enter(signal);
    order.push(name);
    return leave;
  };
  const leaveFirst = await enter('first', never);
  const [second, gone, third] = [enter('second', never), enter('gone', impatient.signal), enter('third', never)];
  impatient.abort();
  await gone;
  expect(order).toEqual(['first', 'gone']);
  leaveFirst();
  leaveFirst();
  const leaveSecond = await second;
  expect(order).toEqual(['first', 'gone', 'second']);
  leaveSecond();
  await third;
  expect(order).toEqual(['first', 'gone', 'second', 'third']);
});
